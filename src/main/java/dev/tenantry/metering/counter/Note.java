package dev.tenantry.metering.counter;

/** How much of a chunk is left, as it is known when the process is no more. Each is told before whoever asked is. */
interface Note {

    /** Of a chunk that is noted nowhere. */
    Note NONE = new Note() {

        @Override
        public void add(int number) {}

        @Override
        public void end() {}
    };

    /** Nothing where it has ended. */
    void add(int number);

    /** The database knows what became of it. */
    void end();
}
