package dev.tenantry.automation.expression;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationListener;

/**
 * What one evaluation may cost. Each part that is evaluated costs one, and a text or list more the longer it is, because of what is
 * done with it then: no text is looked at that could make that slow.
 */
final class Budget implements CelEvaluationListener {

    static final int LONGEST_TEXT = 10_000;

    private static final int MOST = 50_000;
    private static final int CHARACTERS_FOR_ONE = 4;

    private final Set<Long> missing = new HashSet<>();
    private int left = MOST;

    /** It is caught by what is or-ed, and so asked again at the end. */
    static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Spent() {
            super("the expression takes too long", null, false, false);
        }
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
