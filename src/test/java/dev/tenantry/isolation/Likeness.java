package dev.tenantry.isolation;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.support.Answer;

/** Whether two answers can be told apart by more than the ids that were asked for. */
final class Likeness {

    /** Headers that differ between any two answers. */
    private static final Set<String> PASSING = Set.of("date", "x-request-id", "ratelimit", "content-length",
            "connection",
            "keep-alive");

    /** When a report was asked for, which says so, and how many requests there have been, which each of them moves. */
    private static final Pattern MOMENT = Pattern.compile("(?<=\"asOf\":\")[^\"]+|(?<=\"used\":)\\d+");

    private Likeness() {}

    /**
     * How two answers differ; null where they do not.
     *
     * @param one       the answer to a request that named {@code first}
     * @param another   the answer to the same request with {@code second} in its place
     */
    static @Nullable String difference(Answer one, String first, Answer another, String second) {
        if (one.status() != another.status()) {
            return one.status() + " and " + another.status();
        }
        // What else the path names may be the same.
        var says = without(second, body(one, first));
        var saysToo = without(first, body(another, second));
        if (!says.equals(saysToo)) {
            return says + " and " + saysToo;
        }
        var head = head(one, first);
        var headToo = head(another, second);
        return Objects.equals(head, headToo) ? null : head + " and " + headToo;
    }

    private static String body(Answer answer, String id) {
        var correlation = answer.header("X-Request-Id");
        var text = correlation.isEmpty() ? answer.text() : answer.text().replace(correlation, "{request}");
        return without(id, MOMENT.matcher(text).replaceAll("{moment}"));
    }

    /** Where it stands alone: a short id is part of many a number. */
    private static String without(String id, String text) {
        return text.replaceAll("(?<![A-Za-z0-9])" + Pattern.quote(id) + "(?![A-Za-z0-9])", "{id}");
    }

    private static Map<String, String> head(Answer answer, String id) {
        var head = new TreeMap<String, String>();
        answer.response().headers().map().forEach((name, values) -> {
            if (!PASSING.contains(name.toLowerCase(Locale.ROOT))) {
                head.put(name, without(id, values.toString()));
            }
        });
        return head;
    }
}
