package dev.tenantry.shared.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The folder of the embedded database, held by one process at a time. */
final class DataFolder implements AutoCloseable {

    /**
     * Folders held by this process. On POSIX systems closing any channel of a file drops every lock the process has on it,
     * so a second attempt in the same process must be turned away before it opens the lock file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath(), ownerOnly("rwx------"));
            var path = folder.toRealPath();
            if (!HELD.add(path)) {
                throw EmbeddedDatabaseException.folderInUse(path, "this very process");
            }
            try {
                return new DataFolder(path, lock(path));
            } catch (IOException | RuntimeException e) {
                HELD.remove(path);
                throw e;
            }
        } catch (IOException e) {
            throw EmbeddedDatabaseException.unusableFolder(folder, e);
        }
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    boolean hasSecret(String name) {
        return Files.exists(file(name));
    }

    /** Reads a secret that only the owner of the folder can read; the first call invents it. */
    String secret(String name) throws IOException {
        if (!hasSecret(name)) {
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            write(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return Files.readString(file(name)).strip();
    }

    /** Reads a secret that must be there already, because something else depends on it. */
    String existingSecret(String name) throws IOException {
        if (!hasSecret(name)) {
            throw EmbeddedDatabaseException.missingSecret(file(name));
        }
        return secret(name);
    }

    /** Writes a file that is either there as a whole or not at all, and that only the owner can read. */
    void write(String name, String content) throws IOException {
        var draft = Files.createTempFile(path, name, ".draft", ownerOnly("rw-------"));
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            writeAll(channel, content);
            channel.force(true);
        }
        Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    boolean isHeld() {
        return lock.isOpen();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw EmbeddedDatabaseException.unusableFolder(path, e);
        } finally {
            HELD.remove(path);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var file = path.resolve(LOCK);
        var channel = FileChannel.open(file,
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                ownerOnly("rw-------"));
        // Beyond the content, so that the holder stays readable where locks are mandatory.
        if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
            channel.close();
            var holder = Files.readString(file).strip();
            throw EmbeddedDatabaseException.folderInUse(path,
                    holder.isEmpty() ? "another process" : "process " + holder);
        }
        channel.truncate(0);
        writeAll(channel, Long.toString(ProcessHandle.current().pid()));
        return channel;
    }

    private static void writeAll(FileChannel channel, String content) throws IOException {
        var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
