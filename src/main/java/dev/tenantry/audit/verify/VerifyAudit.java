package dev.tenantry.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
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
        var keys = new ArrayList<HeadKey>();
        var heads = new ArrayList<SignedHead>();
        try {
            for (var at = 1; at + 1 < arguments.size(); at += 2) {
                var text = Files.readString(Path.of(arguments.get(at + 1)));
                switch (arguments.get(at)) {
                    case "--keys" -> keys.addAll(BundleVerifier.keys(JsonMapper.shared().readTree(text)));
                    case "--head" -> heads.add(SignedHead.parse(text.strip()));
                    default -> throw new IllegalArgumentException(USAGE);
                }
            }
            if (arguments.size() % 2 == 0) {
                throw new IllegalArgumentException(USAGE);
            }
            return verify(Path.of(arguments.getFirst()), keys, heads);
        } catch (IOException | IllegalArgumentException | JacksonException failure) {
            IO.println(
                    failure instanceof IOException ? "cannot be read: " + failure.getMessage() : failure.getMessage());
            return MISUSED;
        }
    }

    private static int verify(Path file, List<HeadKey> keys, List<SignedHead> heads) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            var verdict = BundleVerifier.verify(lines, keys, heads);
            IO.println(verdict.isVerified() ? verdict.message() : "not verified: " + verdict.message());
            if (verdict.isVerified() && keys.isEmpty()) {
                IO.println(
                        "The keys are those that the bundle itself brings along: whoever has the published ones compares them by --keys.");
            }
            return verdict.isVerified() ? 0 : FAILED;
        }
    }
}
