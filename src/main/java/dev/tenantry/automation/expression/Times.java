package dev.tenantry.automation.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;

import dev.tenantry.shared.time.Rfc3339;

/** Times of texts, among them days, which begin when the clocks of one zone say so. */
final class Times {

    /** What CEL has for the same. */
    static final Set<StandardFunction> REPLACED = Set.of(StandardFunction.TIMESTAMP);
    static final String DATE = "date";
    static final String DAY_OF = "day";

    private static final Set<String> OF_DAYS = Set.of(DATE, DAY_OF, "timestamp");
    private static final int MOST_DAYS = 36_600;
    private static final int DAY = "2026-11-28".length();
    private static final int LAST_YEAR = 9999;
    /** Of what is being evaluated. */
    private static final ScopedValue<ZoneId> ZONE = ScopedValue.newInstance();

    private Times() {}

    /** Whether a zone may make a difference to what it comes to. */
    static boolean dependOnZone(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .anyMatch(part -> part.getKind() == CelExpr.ExprKind.Kind.CALL
                        && OF_DAYS.contains(part.call().function()));
    }

    static <T, X extends Throwable> T in(Supplier<ZoneId> zone, ScopedValue.CallableOp<T, X> evaluation) throws X {
        return ScopedValue.where(ZONE, zone.get()).call(evaluation);
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(CelFunctionBinding.from("string_to_timestamp", String.class, Times::time),
                CelFunctionBinding.from("timestamp_to_timestamp", Instant.class, time -> time),
                CelFunctionBinding.from("int64_to_timestamp", Long.class, Instant::ofEpochSecond));
    }

    static Instant day(String text) {
        try {
            return Rfc3339.date(text).atStartOfDay(ZONE.get()).toInstant();
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new Refusal("this is no day such as 2026-11-28");
        }
    }

    /** The text of the day that it is then, or so many days later by the calendar. */
    static String dayOf(Instant time, long later) {
        if (Math.abs(later) > MOST_DAYS) {
            throw new Refusal("a day is at most " + MOST_DAYS + " days later, or before");
        }
        return time.atZone(ZONE.get()).toLocalDate().plusDays(later).toString();
    }

    private static Instant time(String text) {
        if (text.length() == DAY) {
            return day(text);
        }
        try {
            var time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException _) {
            // Said below.
        }
        throw new Refusal("this is no time such as 2026-11-28T12:00:00Z, and no day");
    }
}
