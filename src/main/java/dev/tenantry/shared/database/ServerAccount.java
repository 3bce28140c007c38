package dev.tenantry.shared.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Who the server runs as. PostgreSQL refuses to be root, so for root its programs run as the user that the data belongs to;
 * where that is root itself, in a user namespace where root is nobody in particular but still owns its files; and where
 * namespaces are forbidden, as in many containers, as nobody.
 */
record ServerAccount(List<String> prefix, @Nullable String owner) {

    private static final String ROOT = "root";

    static ServerAccount detect(Path cluster) throws IOException {
        if (!isRoot()) {
            return new ServerAccount(List.of(), null);
        }
        var owner = Files.exists(cluster) ? Files.getOwner(cluster).getName() : ROOT;
        var candidates = owner.equals(ROOT) ? Stream.of(inNamespace(), as("nobody")) : Stream.of(as(owner));
        return candidates.filter(ServerAccount::works)
                .findFirst()
                .orElseThrow(EmbeddedDatabaseException::runningAsRoot);
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Hands the files to the account, if it is another than ours. */
    void own(Path folder) throws IOException {
        if (owner == null) {
            return;
        }
        var principal = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "posix:owner", principal, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return ROOT.equals(System.getProperty("user.name"));
        }
    }

    private static ServerAccount inNamespace() {
        return new ServerAccount(List.of("unshare", "-U"), null);
    }

    private static ServerAccount as(String user) {
        return new ServerAccount(List.of("runuser", "-u", user, "--"), user);
    }

    private boolean works() {
        try {
            var process = new ProcessBuilder(command(List.of("id", "-u"))).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var uid = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor() == 0 && !uid.equals("0");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
