package dev.tenantry.metering.counter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Instance;

/** What this instance holds, where others find it that are on the same machine, and what those have left there that have ended. */
@Component
@EnableConfigurationProperties(LeaseJournalSettings.class)
class LeaseJournals implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LeaseJournals.class);
    /** What is as old as that nobody has a use for: of another database, too. */
    private static final Duration KEPT = Duration.ofDays(2);

    private final Path folder;
    private final UUID instance;
    private final Clock clock;
    private final @Nullable LeaseJournal own;

    @Autowired
    LeaseJournals(LeaseJournalSettings settings, Instance instance, Clock clock) {
        this(settings.place(), instance.id(), clock);
    }

    LeaseJournals(Path folder, UUID instance, Clock clock) {
        this.folder = folder;
        this.instance = instance;
        this.clock = clock;
        this.own = create(folder, instance);
    }

    private static @Nullable LeaseJournal create(Path folder, UUID instance) {
        try {
            return LeaseJournal.create(folder, instance);
        } catch (IOException failure) {
            log.warn("{} cannot be written: of quotas, what this instance holds is lost if it is killed ({})", folder,
                    failure.toString());
            return null;
        }
    }

    LeaseNote note(Counter counter, LeaseGrant grant) {
        return own == null ? LeaseNote.NONE : own.note(counter, grant);
    }

    /** @param isOver whether an instance gives no signs of life any more @param recover what it left */
    void each(Predicate<UUID> isOver, BiConsumer<UUID, LeaseJournal.Entry> recover) {
        for (var file : files()) {
            var whose = whose(file);
            if (whose != null && !whose.equals(instance)) {
                try {
                    look(file, whose, isOver, recover);
                } catch (IOException failure) {
                    log.warn("{} cannot be read: {}", file, failure.toString());
                }
            }
        }
    }

    private void look(Path file, UUID whose, Predicate<UUID> isOver, BiConsumer<UUID, LeaseJournal.Entry> recover)
            throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                return;
            }
            if (isOver.test(whose)) {
                LeaseJournal.read(channel).forEach(entry -> recover.accept(whose, entry));
                Files.deleteIfExists(file);
            } else if (Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(KEPT))) {
                Files.deleteIfExists(file);
            }
        } catch (OverlappingFileLockException _) {
            // It is of this process.
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static @Nullable UUID whose(Path file) {
        var name = file.getFileName().toString();
        try {
            return name.endsWith(LeaseJournal.SUFFIX)
                    ? UUID.fromString(name.substring(0, name.length() - LeaseJournal.SUFFIX.length()))
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** As a process that is killed does. */
    void abandon() throws IOException {
        if (own != null) {
            own.close();
        }
    }

    /** Behind the counters, which have given everything back: what they could not, others do. */
    @Override
    public void destroy() throws IOException {
        var isEmpty = own != null && own.isEmpty();
        abandon();
        if (isEmpty) {
            Files.deleteIfExists(folder.resolve(instance + LeaseJournal.SUFFIX));
        }
    }
}
