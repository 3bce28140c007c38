package dev.tenantry.metering.counter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * What one instance holds and has not used, in a file of which the memory is the operating system's: what is written there is there however the process
 * ends. Whoever finds the file without its lock knows that it has ended.
 */
final class LeaseJournal implements AutoCloseable {

    static final String SUFFIX = ".leases";

    private static final int SLOT = 128;
    private static final int SLOTS = 8_192;
    private static final int IDS = 8;
    private static final int LEASED = 56;
    private static final int LONGEST = SLOT - LEASED - 1;

    /** @param leased by which the database knows it */
    record Entry(Counter counter, String leased, int left) {}

    private final FileChannel channel;
    private final MappedByteBuffer slots;
    private final ConcurrentLinkedQueue<Integer> free = new ConcurrentLinkedQueue<>();

    private LeaseJournal(FileChannel channel, MappedByteBuffer slots) {
        this.channel = channel;
        this.slots = slots;
        for (var slot = 0; slot < SLOTS; slot++) {
            free.add(slot);
        }
    }

    static LeaseJournal create(Path folder, UUID instance) throws IOException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(folder.resolve(instance + SUFFIX), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.lock();
        // All of it now: a disk that is full later is none of those who count.
        for (var zeros = ByteBuffer.allocate(SLOT * SLOTS); zeros.hasRemaining();) {
            channel.write(zeros);
        }
        return new LeaseJournal(channel, channel.map(FileChannel.MapMode.READ_WRITE, 0, SLOT * SLOTS));
    }

    /** Not where there is no room for it. */
    LeaseNote note(Counter counter, LeaseGrant grant) {
        var leased = grant.leased().getBytes(StandardCharsets.US_ASCII);
        var slot = grant.granted() > 1 && leased.length <= LONGEST ? free.poll() : null;
        if (slot == null) {
            return LeaseNote.NONE;
        }
        var at = slot * SLOT;
        var place = at + IDS;
        for (var id : List.of(counter.organizationId(), counter.rule(), counter.subject())) {
            slots.putLong(place, id.getMostSignificantBits()).putLong(place + 8, id.getLeastSignificantBits());
            place += 16;
        }
        slots.put(at + LEASED, (byte) leased.length).put(at + LEASED + 1, leased);
        slots.putInt(at, grant.granted() - 1);
        return new Slot(slot);
    }

    private final class Slot implements LeaseNote {

        private final int slot;
        private boolean isOver;

        Slot(int slot) {
            this.slot = slot;
        }

        @Override
        public synchronized void add(int number) {
            if (!isOver) {
                slots.putInt(slot * SLOT, slots.getInt(slot * SLOT) + number);
            }
        }

        @Override
        public synchronized void end() {
            if (!isOver) {
                isOver = true;
                slots.putInt(slot * SLOT, 0);
                free.add(slot);
            }
        }
    }

    /** Whether there is nothing in it that anybody could have a use for. */
    boolean isEmpty() {
        return free.size() == SLOTS;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** What an instance that has ended has left. */
    static List<Entry> read(FileChannel channel) throws IOException {
        var slots = channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(channel.size(), SLOT * SLOTS));
        var entries = new ArrayList<Entry>();
        for (var at = 0; at + SLOT <= slots.limit(); at += SLOT) {
            var entry = slots.getInt(at) > 0 ? entry(slots, at) : null;
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static @Nullable Entry entry(ByteBuffer slots, int at) {
        var length = slots.get(at + LEASED);
        if (length < 0 || length > LONGEST) {
            return null;
        }
        var leased = new byte[length];
        slots.get(at + LEASED + 1, leased);
        var ids = at + IDS;
        return new Entry(new Counter(id(slots, ids + 16), id(slots, ids), id(slots, ids + 32)),
                new String(leased, StandardCharsets.US_ASCII), slots.getInt(at));
    }

    private static UUID id(ByteBuffer slots, int at) {
        return new UUID(slots.getLong(at), slots.getLong(at + 8));
    }
}
