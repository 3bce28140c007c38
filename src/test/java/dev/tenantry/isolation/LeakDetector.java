package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tenantry.support.Answer;

/** Knows a tenant's words and ids, and hears them in answers to others. */
final class LeakDetector {

    /** What may be text in disguise: cursors, tokens, encoded files. */
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9_+/-]{16,}=*");

    private static final Pattern ID = Pattern.compile("\\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String canary;
    private final Set<String> uuids = new HashSet<>();
    private final Set<String> numbers;
    private final int shortest;
    private final int longest;

    /** @param ids UUIDs, and numbers that are nobody else's */
    LeakDetector(Tenant tenant, Collection<String> ids) {
        if (!ids.stream().allMatch(ID.asMatchPredicate())) {
            throw new IllegalArgumentException("these are no UUIDs and no numbers: " + ids);
        }
        canary = tenant.canary();
        numbers = ids.stream().filter(id -> !id.contains("-")).collect(Collectors.toCollection(HashSet::new));
        shortest = numbers.stream().mapToInt(String::length).min().orElse(1);
        longest = numbers.stream().mapToInt(String::length).max().orElse(0);
        uuids.addAll(ids);
        uuids.removeAll(numbers);
        uuids.add(tenant.organization().toString());
        uuids.add(tenant.user().toString());
    }

    int ids() {
        return uuids.size() + numbers.size();
    }

    /**
     * What an answer says of the tenant, in its body or its headers.
     *
     * @param sent what the request said itself, which the answer may repeat
     */
    List<String> leaks(Answer answer, Collection<String> sent) {
        var said = new StringBuilder(answer.text());
        answer.response().headers().map().forEach((name, values) -> said.append('\n').append(name).append(values));
        return leaks(said.toString(), sent);
    }

    List<String> leaks(String said, Collection<String> sent) {
        var text = without(sent, said + '\n' + decoded(said));
        var leaks = new ArrayList<String>();
        if (text.contains(canary)) {
            leaks.add(canary);
        }
        leaks.addAll(numbersIn(text));
        leaks.addAll(uuidsIn(text));
        return leaks;
    }

    /** Wherever there are as many digits, be there more around them: to look for each of them takes long. */
    private Set<String> numbersIn(String text) {
        var found = new TreeSet<String>();
        var digits = 0;
        for (var end = 1; end <= text.length(); end++) {
            var last = text.charAt(end - 1);
            digits = last >= '0' && last <= '9' ? digits + 1 : 0;
            for (var length = shortest; length <= Math.min(digits, longest); length++) {
                var number = text.substring(end - length, end);
                if (numbers.contains(number)) {
                    found.add(number);
                }
            }
        }
        return found;
    }

    /** By their hyphens: they are many, and so are the texts. */
    private Set<String> uuidsIn(String text) {
        var found = new TreeSet<String>();
        for (var hyphen = text.indexOf('-', 8); hyphen >= 0 && hyphen + 28 <= text.length(); hyphen = text
                .indexOf('-', hyphen + 1)) {
            if (text.charAt(hyphen + 5) == '-' && text.charAt(hyphen + 15) == '-') {
                var id = text.substring(hyphen - 8, hyphen + 28);
                if (uuids.contains(id)) {
                    found.add(id);
                }
            }
        }
        return found;
    }

    /** A word that was sent counts as repeated where it stands alone: what is kept has more behind the canary. */
    private static String without(Collection<String> sent, String said) {
        var text = said;
        for (var word : sent) {
            // Links to the next page have it behind an escaped quotation mark.
            text = Pattern.compile("(?:%22|(?<!\\w))" + Pattern.quote(word) + "(?![\\w-])", Pattern.CASE_INSENSITIVE)
                    .matcher(text)
                    .replaceAll("");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** Everything that is encoded in there, decoded. */
    private static String decoded(String text) {
        var decoded = new StringBuilder();
        ENCODED.matcher(text).results().forEach(match -> {
            var code = match.group().replace("=", "").replace('+', '-').replace('/', '_');
            decoded.append(new String(Base64.getUrlDecoder()
                    .decode(
                            code.length() % 4 == 1 ? code.substring(1) : code),
                    java.nio.charset.StandardCharsets.UTF_8))
                    .append('\n');
        });
        return decoded.toString();
    }
}
