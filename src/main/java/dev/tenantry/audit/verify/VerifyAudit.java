package dev.tenantry.audit.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.command.Command;

/** {@code verify-audit}: the verification of a bundle on the command line. */
public final class VerifyAudit implements Command {

    private static final String USAGE = "usage: verify-audit FILE [--keys KEYS.json] [--head SAVED-HEAD]...";
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    @Override
    public String name() {
        return "verify-audit";
    }

    /** @return 0 verified, 1 not, 2 where it cannot be tried */
    @Override
    public int run(List<String> arguments) {
        try {
            return verify(arguments);
        } catch (Unreadable misused) {
            IO.println(misused.getMessage());
            return MISUSED;
        }
    }

    private static int verify(List<String> arguments) {
        var keys = new ArrayList<HeadKey>();
        var heads = new ArrayList<SignedHead>();
        if (arguments.size() % 2 == 0) {
            throw new Unreadable(USAGE);
        }
        for (var at = 1; at < arguments.size(); at += 2) {
            switch (arguments.get(at)) {
                case "--keys" -> keys.addAll(keys(arguments.get(at + 1)));
                case "--head" -> heads.add(head(arguments.get(at + 1)));
                default -> throw new Unreadable(USAGE);
            }
        }
        return verify(arguments.getFirst(), keys, heads);
    }

    private static int verify(String file, List<HeadKey> keys, List<SignedHead> heads) {
        var result = reading(file, lines -> BundleVerifier.verify(lines, keys, heads));
        switch (result.outcome()) {
            case VERIFIED -> IO.println(result.message());
            case REFUTED -> IO.println("not verified: " + result.message());
            case UNTRIED -> throw new Unreadable(file + " " + result.message());
        }
        if (result.isVerified() && keys.isEmpty()) {
            IO.println(
                    "The keys are those that the bundle itself brings along: whoever has the published ones compares them by --keys.");
        }
        return result.isVerified() ? 0 : FAILED;
    }

    /** Whoever names keys trusts these, and none that a bundle brings along. */
    private static List<HeadKey> keys(String file) {
        try {
            var keys = BundleVerifier.keys(JsonMapper.shared().readTree(text(file)));
            if (!keys.isEmpty()) {
                return keys;
            }
        } catch (JacksonException _) {
            // It is told likewise.
        }
        throw new Unreadable(file + " has no key that heads could be signed by: /.well-known/audit-keys.json has them");
    }

    private static SignedHead head(String file) {
        try {
            return SignedHead.parse(text(file).strip());
        } catch (IllegalArgumentException _) {
            throw new Unreadable(file + " is no head: it is to be the statement of one, and nothing else");
        }
    }

    private static String text(String file) {
        return reading(file, lines -> String.join("\n", lines.lines().toList()));
    }

    private interface Reader<T> {
        T read(BufferedReader lines) throws IOException;
    }

    private static <T> T reading(String file, Reader<T> reader) {
        try (var lines = Files.newBufferedReader(Path.of(file))) {
            return reader.read(lines);
        } catch (UncheckedIOException | IOException | InvalidPathException _) {
            throw new Unreadable(file + " cannot be read as text");
        }
    }
}
