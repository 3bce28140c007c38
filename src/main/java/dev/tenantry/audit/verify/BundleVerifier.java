package dev.tenantry.audit.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Verifies a bundle, line by line and in next to no memory: that each entry is what its leaf commits to, the leaves make the chain and the tree, and both are
 * what was signed. Nothing but the bundle is asked.
 */
public final class BundleVerifier implements MerkleTree.Leaves {

    public static final String FORMAT = "tenantry-audit-bundle/1";

    private static final int NAMED = 10;

    private final BundleLines lines;
    private final HeadCheck heads;
    private final JsonNode header;
    private final Iterator<String> around;
    private final String organization;
    private long position;
    private byte[] chain;
    private long removed;
    private long erased;
    /** The first of them. */
    private final List<String> erasedIds = new ArrayList<>();
    private long number = 1;
    private @Nullable BundleLine last;

    private BundleVerifier(BufferedReader lines, List<HeadKey> trusted, List<SignedHead> saved) throws IOException {
        this.lines = new BundleLines(lines);
        this.header = BundleForm.header(Objects.requireNonNullElse(this.lines.next(), ""));
        var hashes = new ArrayList<String>();
        header.path("around").forEach(hash -> hashes.add(hash.asString("")));
        this.around = hashes.iterator();
        this.organization = header.path("organizationId").asString("");
        this.position = header.path("from").longValue();
        this.chain = Hash.parse(header.path("previousHash").asString(""));
        this.heads = new HeadCheck(organization, position, trusted.isEmpty() ? keys(header) : trusted, saved);
        saved.forEach(head -> demandOwn(head, organization));
    }

    /**
     * @param trusted keys that heads have to be signed by; where there are none, those that the bundle brings along
     * @param saved   heads that were kept from earlier, which the log has to continue
     */
    public static VerificationResult verify(BufferedReader lines, List<HeadKey> trusted, List<SignedHead> saved) {
        try {
            var verifier = new BundleVerifier(lines, trusted, saved);
            return new VerificationResult(VerificationResult.Outcome.VERIFIED, verifier.verify());
        } catch (Fault fault) {
            return new VerificationResult(VerificationResult.Outcome.REFUTED,
                    Objects.requireNonNullElse(fault.getMessage(), ""));
        } catch (Unreadable unreadable) {
            return new VerificationResult(VerificationResult.Outcome.UNTRIED,
                    Objects.requireNonNullElse(unreadable.getMessage(), ""));
        } catch (IllegalArgumentException malformed) {
            return new VerificationResult(VerificationResult.Outcome.REFUTED,
                    "the bundle cannot be read: " + malformed.getMessage());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Keys of a JSON Web Key Set; what else is in it is passed over, as RFC 7517 says. */
    public static List<HeadKey> keys(JsonNode set) {
        var keys = set.path("keys");
        return !keys.isArray() ? List.of() : keys.valueStream().flatMap(key -> HeadKey.read(key).stream()).toList();
    }

    private static void demandOwn(SignedHead head, String organization) {
        if (!head.organizationId().equals(organization)) {
            throw new Unreadable("is the log of organization " + organization + ", and a head that was kept is of "
                    + head.organizationId() + ": neither tells anything of the other");
        }
    }

    private String verify() {
        var from = position;
        var to = header.path("to").longValue();
        var head = heads.signed(header.path("head").asString(""), "the head of the bundle");
        if (from < 0 || to <= from || to > head.size()
                || from == 0 && !Hash.hex(chain).equals(Hash.hex(Hash.zeros()))) {
            throw new Fault("the bundle does not say which part of the log it is");
        }
        heads.passed(from, Hash.hex(chain));
        var root = Hash.hex(MerkleTree.root(from, to, head.size(), this));
        for (var line = next(); line != null; line = next()) {
            takeBehind(line);
        }
        if (!root.equals(head.root()) || around.hasNext()) {
            throw heads.notRoot(to);
        }
        heads.end(head, position, Hash.hex(chain));
        return "verified: %s entries of organization %s, positions %s to %s of %s, as signed at %s by key %s; %s have expired, values of %s were erased%s"
                .formatted(to - from, organization, from, to - 1, head.size(), head.time(), head.keyId(), removed,
                        erased, erasedIds());
    }

    private String erasedIds() {
        return erased == 0 ? "" : " (" + String.join(", ", erasedIds) + (erased > NAMED ? ", …)" : ")");
    }

    @Override
    public byte[] leaf() {
        var line = next();
        if (line == null) {
            var isLast = position + 1 == header.path("to").longValue();
            throw new Fault(
                    "the entry at position " + position + " was removed" + (isLast ? "" : ", and all behind it"));
        }
        if (line.position() != position) {
            throw misplaced(line);
        }
        if (!line.isWhole(organization, Hash.hex(chain))
                || !line.hasCompleted(Long.numberOfTrailingZeros(position + 1))) {
            throw new Fault("the entry " + line.id() + " at position " + position + " was changed, or its seal was");
        }
        if (line.isRemoved()) {
            takeRemoved(line);
        }
        if (line.isErased() && erased++ < NAMED) {
            erasedIds.add(line.id());
        }
        var leaf = Hash.parse(line.leaf());
        chain = Hash.of(chain, leaf);
        if (!Hash.hex(chain).equals(line.chain())) {
            throw new Fault("the entry " + line.id() + " at position " + position
                    + " does not follow the one before: its seal was changed, or the order was");
        }
        last = line;
        position++;
        heads.passed(position, line.chain());
        return leaf;
    }

    @Override
    public byte[] around() {
        if (!around.hasNext()) {
            throw new Fault("the bundle lacks hashes of what is around it");
        }
        return Hash.parse(around.next());
    }

    @Override
    public void completed(int height, byte[] hash) {
        if (last != null && !last.completes(height, hash)) {
            throw new Fault("the seal of the entry " + last.id() + " at position " + (position - 1) + " was changed");
        }
    }

    /** Its hash stays; whether it was time is told by that, too. */
    private void takeRemoved(BundleLine line) {
        removed++;
        var expires = instant(line.expires());
        if (expires == null || expires.isAfter(heads.now())) {
            throw new Fault("the entry " + line.id() + " at position " + position + " was removed before it expired");
        }
    }

    private Fault misplaced(BundleLine line) {
        if (line.position() < 0) {
            return new Fault("the entry " + line.id() + " was added: nothing seals it");
        }
        if (line.position() < position) {
            return new Fault("the entry " + line.id() + " of position " + line.position()
                    + " was added again, or reordered, at position " + position);
        }
        return missing();
    }

    /** Where something else stands in its place. */
    private Fault missing() {
        return new Fault(
                "the entry at position " + position + (isBehind(position) ? " was reordered" : " was removed"));
    }

    private boolean isBehind(long sought) {
        try {
            for (var next = read(); next != null; next = read()) {
                if (next.position() == sought) {
                    return true;
                }
            }
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void takeBehind(BundleLine line) {
        throw new Fault("the entry " + line.id() + (line.position() < 0
                ? " was added: nothing seals it"
                : " at position " + line.position() + " was added: what was signed ends before it"));
    }

    /** Of those that are no heads; null at the end. */
    private @Nullable BundleLine next() {
        try {
            for (var read = read(); read != null; read = read()) {
                var head = read.head();
                if (head == null) {
                    return read;
                }
                takeHead(heads.signed(head, "a head at position " + position));
            }
            return null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void takeHead(SignedHead head) {
        if (head.size() > position) {
            throw missing();
        }
        heads.check(head, position, Hash.hex(chain));
    }

    /** Null at the end. */
    private @Nullable BundleLine read() throws IOException {
        for (var text = lines.next(); text != null; text = lines.next()) {
            number++;
            if (!BundleLines.isBlank(text)) {
                return new BundleLine(BundleForm.line(text, number));
            }
        }
        return null;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
