package dev.tenantry.automation.expression;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationListener;

/**
 * What the answer to one question may cost, however many expressions it has. Each part that is evaluated costs one, and a text or list more the longer it is, because of what is
 * done with it then: no text is looked at that could make that slow.
 */
public final class Budget implements CelEvaluationListener {

    static final int LONGEST_TEXT = 10_000;

    /** That one may spend. */
    public static final int MOST = 50_000;

    private static final int CHARACTERS_FOR_ONE = 4;
    /** Of what is being evaluated. */
    private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();

    private final Set<Long> missing = new HashSet<>();
    private int left = MOST;

    /** It is caught by what is or-ed, and so asked again at the end. */
    static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Spent() {
            super("the expression takes too long", null, false, false);
        }
    }

    /** What is left for one more evaluation, of which it is not known yet what is missing. */
    <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> evaluation) throws X {
        missing.clear();
        return ScopedValue.where(CURRENT, this).call(evaluation);
    }

    /** A text is about to be looked at in a way that takes so many times its length. */
    static void spendOn(String text, long times) {
        if (CURRENT.isBound()) {
            CURRENT.get().spend((int) Math.min(Integer.MAX_VALUE, text.length() * times));
        }
    }

    /** How much that has been so far. */
    public int spent() {
        return MOST - left;
    }

    @Override
    public void callback(CelExpr part, Object value) {
        if (value instanceof NullValue) {
            missing.add(part.id());
        } else {
            missing.remove(part.id());
        }
        spend(switch (value) {
            case String text -> text.length();
            case Collection<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            default -> 0;
        });
    }

    void spend(int length) {
        left = Math.max(0, left - 1 - length / CHARACTERS_FOR_ONE);
        if (left == 0) {
            throw new Spent();
        }
    }

    /** Whether a part came to nothing when it was last evaluated. */
    boolean isMissing(CelExpr part) {
        return missing.contains(part.id());
    }

    boolean isSpent() {
        return left == 0;
    }
}
