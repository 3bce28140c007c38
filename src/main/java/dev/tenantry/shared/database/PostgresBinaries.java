package dev.tenantry.shared.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import io.zonky.test.db.postgres.util.ArchUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs for this machine, unpacked once from the archive on the class path. */
final class PostgresBinaries {

    private static final String PREFIX = "postgres-";

    private PostgresBinaries() {}

    /** Returns the folder that holds {@code bin}, {@code lib} and {@code share}; versions no longer bundled are removed. */
    static Path unpackInto(Path parent) throws IOException {
        var archive = bundledArchive();
        var home = parent.resolve(PREFIX + fingerprint(archive));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(parent);
            removeOthers(parent);
            var draft = Files.createTempDirectory(parent, PREFIX);
            unpack(archive, draft);
            Files.move(draft, home);
        }
        return home;
    }

    /** The library's own resolver would do, but it runs a shell script that it leaves in the temporary folder. */
    private static byte[] bundledArchive() throws IOException {
        var system = System.getProperty("os.name").split(" ", 2)[0].replace("Mac", "Darwin");
        var architecture = ArchUtils.normalize(System.getProperty("os.arch"));
        var variant = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        var name = "/postgres-" + system.toLowerCase(Locale.ROOT) + "-" + architecture + variant + ".txz";
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(name)) {
            if (archive == null) {
                throw EmbeddedDatabaseException.unsupportedMachine(system, architecture);
            }
            return archive.readAllBytes();
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive)).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void removeOthers(Path parent) throws IOException {
        try (var others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (var other : others) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
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
