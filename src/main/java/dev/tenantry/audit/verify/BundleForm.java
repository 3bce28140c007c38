package dev.tenantry.audit.verify;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Which members a line of a bundle has, and of what form: what is in it besides would be read as verified, and was not. */
final class BundleForm {

    /** As far as every program counts exactly. */
    private static final long MOST = (1L << 53) - 1;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern HASHES = Pattern.compile("([0-9a-f]{64})*");
    private static final Pattern SALT = Pattern.compile("([0-9a-f]{2})+");
    private static final JsonMapper STRICT = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .build();

    private static final Map<String, Predicate<JsonNode>> MEMBERS = Map.ofEntries(
            Map.entry("format", BundleForm::isText), Map.entry("organizationId", BundleForm::isText),
            Map.entry("from", BundleForm::isNumber), Map.entry("to", BundleForm::isNumber),
            Map.entry("head", BundleForm::isText), Map.entry("keys", JsonNode::isArray),
            Map.entry("previousHash", one -> is(HASH, one)),
            Map.entry("around", one -> one.isArray() && one.valueStream().allMatch(hash -> is(HASH, hash))),
            Map.entry("position", BundleForm::isNumber), Map.entry("id", BundleForm::isText),
            Map.entry("createdAt", BundleForm::isText), Map.entry("expiresAt", BundleForm::isText),
            Map.entry("entry", BundleForm::isOfTexts), Map.entry("values", BundleForm::isOfTexts),
            Map.entry("digests", BundleForm::isOfTexts),
            Map.entry("erased", one -> one.isBoolean() && one.booleanValue()),
            Map.entry("salt", one -> is(SALT, one)), Map.entry("valueSalt", one -> is(SALT, one)),
            Map.entry("bodyHash", one -> is(HASH, one)), Map.entry("leafHash", one -> is(HASH, one)),
            Map.entry("chainHash", one -> is(HASH, one)), Map.entry("subtreeHashes", one -> is(HASHES, one)));

    private static final Form HEADER = new Form(
            Set.of("format", "organizationId", "from", "to", "head", "keys", "previousHash", "around"), Set.of());
    private static final Set<String> SEAL = Set.of("position", "id", "createdAt", "bodyHash", "leafHash",
            "previousHash", "chainHash", "subtreeHashes");
    private static final Set<String> ENTRY = Set.of("entry", "values", "digests");
    private static final Form ERASED = new Form(SEAL, ENTRY, Set.of("erased"), Set.of("expiresAt", "salt"));
    /** A head, an entry that nothing seals, an entry that has expired, one that is there, and one whose values are not. */
    private static final List<Form> LINES = List.of(new Form(Set.of("head"), Set.of()),
            new Form(Set.of("id"), Set.of("position")), new Form(SEAL, Set.of("expiresAt")),
            new Form(SEAL, ENTRY, Set.of(), Set.of("expiresAt", "salt", "valueSalt")), ERASED);

    private BundleForm() {}

    private record Form(Set<String> needed, Set<String> possible) {

        Form(Set<String> seal, Set<String> entry, Set<String> more, Set<String> possible) {
            this(Set.copyOf(Stream.of(seal, entry, more).flatMap(Set::stream).toList()), possible);
        }

        boolean fits(JsonNode line) {
            return line.isObject() && needed.stream().allMatch(line::has)
                    && line.propertyStream()
                            .allMatch(one -> (needed.contains(one.getKey()) || possible.contains(one.getKey()))
                                    && MEMBERS.getOrDefault(one.getKey(), _ -> false).test(one.getValue()));
        }
    }

    /** @throws Unreadable where it is no bundle at all @throws Fault where it is one that is not of its form */
    static JsonNode header(String line) {
        var format = lenient(line).path("format");
        if (!format.isString() || !format.asString().equals(BundleVerifier.FORMAT)) {
            throw new Unreadable("is no " + BundleVerifier.FORMAT
                    + ": GET /api/v1/audit-logs/bundle tells one, exports of the log are none");
        }
        return read(line, 1, List.of(HEADER));
    }

    /** @param number of the line @throws Fault where it is not of the form */
    static JsonNode line(String line, long number) {
        return read(line, number, LINES);
    }

    private static JsonNode read(String line, long number, List<Form> forms) {
        try {
            var read = STRICT.readTree(line);
            if (isOfWholeNumbers(read) && forms.stream().anyMatch(form -> form.fits(read))) {
                return read;
            }
        } catch (JacksonException _) {
            // It is told likewise.
        }
        throw new Fault("the line " + number
                + " is not of a bundle's form: it has a member twice, one that a bundle does not know, one too few, or one of another kind");
    }

    private static JsonNode lenient(String line) {
        try {
            return JsonMapper.shared().readTree(line);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /** Not every program tells 1 from 1.0. */
    private static boolean isOfWholeNumbers(JsonNode json) {
        return !json.isFloatingPointNumber() && json.valueStream().allMatch(BundleForm::isOfWholeNumbers);
    }

    private static boolean isText(JsonNode one) {
        return one.isString() && !one.asString().isEmpty();
    }

    private static boolean isNumber(JsonNode one) {
        return one.isIntegralNumber() && one.canConvertToLong() && one.longValue() >= 0 && one.longValue() <= MOST;
    }

    private static boolean isOfTexts(JsonNode one) {
        return one.isObject() && one.valueStream().allMatch(JsonNode::isString);
    }

    private static boolean is(Pattern form, JsonNode one) {
        return one.isString() && form.matcher(one.asString()).matches();
    }
}
