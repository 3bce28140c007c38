package dev.tenantry.metering.counter;

/** How much of a lease is left, as it is known when the process is no more. Each is told before whoever asked is. */
interface LeaseNote {

    /** Of a lease that is noted nowhere. */
    LeaseNote NONE = new LeaseNote() {

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
