package dev.tenantry.shared.tenancy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * A statement with the tenant's key as a parameter wherever it says {@code app.org_id()}. What is written can be read, and run anywhere
 * that has a context; what is sent states the key, so that a planner knows the one tenant (or the one shard) that it is about, whether
 * row security is there or not.
 *
 * @param text      with a further {@code ?} in each of these places
 * @param behind    the same behind the statement that sets each of the contexts, in their order
 * @param places    of the parameters that the caller sets, from 1
 * @param keys      places of those that are the tenant's key, from 1
 */
record TenantSql(
        String text,
        List<String> behind,
        List<Integer> places,
        List<Integer> keys) {

    static final String KEY = "app.org_id()";
    private static final int KNOWN_CHARACTERS = 4_000_000;
    /** The same few statements are prepared all the time. */
    private static final Cache<String, TenantSql> KNOWN = Caffeine.newBuilder()
            .maximumWeight(KNOWN_CHARACTERS)
            .weigher((String written, TenantSql _) -> written.length())
            .build();

    /** How a transaction begins, or a statement that is sent alone. */
    enum Context {

        TO_WRITE(""),
        TO_READ(", set_config('transaction_read_only', 'on', true)"),
        /**
         * Where the server would think that knowing the values makes up for a plan each time. What is done over and over can be done later
         * as well, where somebody holds for long what it needs.
         */
        BY_KEPT_PLANS(
                ", set_config('plan_cache_mode', 'force_generic_plan', true), set_config('lock_timeout', '10s', true)");

        private final String statement;

        Context(String besides) {
            statement = "select set_config('app.org_id', ?, true), set_config('app.user_id', ?, true), set_config('app.reader', ?, true)"
                    + besides;
        }

        /** Which sets it. */
        String statement() {
            return statement;
        }
    }

    private TenantSql(String text, List<Integer> places, List<Integer> keys) {
        this(text, Stream.of(Context.values()).map(context -> context.statement + ";" + text).toList(), places, keys);
    }

    static TenantSql of(String written) {
        return KNOWN.get(written, TenantSql::scan);
    }

    private static TenantSql scan(String written) {
        return written.contains(KEY) ? new Scan(written).run() : new TenantSql(written, List.of(), List.of());
    }

    /** The text behind the statement that sets the context. */
    String behind(Context context) {
        return behind.get(context.ordinal());
    }

    /** Where the caller's parameter of this number stands. */
    int place(int number) {
        return keys.isEmpty() || number > places.size() ? number : places.get(number - 1);
    }

    /** Goes through a text by the driver's rules: what is quoted or a comment has no parameters, and two question marks are an operator. */
    private static final class Scan {

        private final String written;
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> places = new ArrayList<>();
        private final List<Integer> keys = new ArrayList<>();
        private int at;

        Scan(String written) {
            this.written = written;
        }

        TenantSql run() {
            while (at < written.length()) {
                switch (written.charAt(at)) {
                    case '\'', '"' -> take(written.indexOf(written.charAt(at), at + 1) + 1);
                    case '-' -> take(written.startsWith("--", at) ? written.indexOf('\n', at) : at + 1);
                    case '/' -> take(written.startsWith("/*", at) ? written.indexOf("*/", at) + 2 : at + 1);
                    case '$' -> take(endOfDollarQuote());
                    case '?' -> parameter();
                    case 'a' -> key();
                    default -> take(at + 1);
                }
            }
            return new TenantSql(text.toString(), places, keys);
        }

        private void parameter() {
            if (written.startsWith("??", at)) {
                take(at + 2);
                return;
            }
            places.add(places.size() + keys.size() + 1);
            take(at + 1);
        }

        private void key() {
            if (written.startsWith(KEY, at)) {
                keys.add(places.size() + keys.size() + 1);
                // A word may follow a closing parenthesis at once, and no parameter.
                text.append("? ");
                at += KEY.length();
                return;
            }
            take(at + 1);
        }

        private int endOfDollarQuote() {
            var tag = written.indexOf('$', at + 1);
            if (tag < 0 || !written.substring(at + 1, tag).matches("([A-Za-z_][A-Za-z_0-9]*)?")) {
                return at + 1;
            }
            var quote = written.substring(at, tag + 1);
            return written.indexOf(quote, tag + 1) + quote.length();
        }

        /** What never ends does at the end: the server is to say so. */
        private void take(int end) {
            var until = end <= at ? written.length() : end;
            text.append(written, at, until);
            at = until;
        }
    }
}
