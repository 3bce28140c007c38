package dev.tenantry.automation.expression;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import org.jspecify.annotations.Nullable;

/** What is written out in an expression and can never be right. Other values are looked at when they are there. */
final class Literals {

    /** What the functions take that make something else of a text. */
    private static final Map<String, String> CONVERSIONS = Map.of("duration",
            "this is no duration such as 36h or 1h30m (in h, m, s and ms, without days)", "timestamp",
            "this is no time such as 2026-11-28T12:00:00Z, and no day", Times.DATE,
            "this is no day such as 2026-11-28", "int", "this is no whole number", "uint",
            "this is no whole number from 0 on", "double", "this is no number", "bool",
            "this is neither true nor false");

    private static final String TEXT = "text";

    private Literals() {}

    /** @param parts of the tree */
    static Stream<String> faults(CelAbstractSyntaxTree tree, Stream<CelExpr> parts) {
        return parts.filter(part -> part.getKind() == CelExpr.ExprKind.Kind.CALL && !part.call().args().isEmpty())
                .map(part -> fault(tree, part))
                .filter(Objects::nonNull);
    }

    private static @Nullable String fault(CelAbstractSyntaxTree tree, CelExpr call) {
        var literal = call.call().args().getLast();
        if (literal.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || literal.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return null;
        }
        var text = literal.constant().stringValue();
        var fault = call.call().function().equals(ExpressionLanguage.MATCHES)
                ? Patterns.fault(text)
                : call.call().target().isPresent() ? null : unconvertible(call.call().function(), text);
        return fault == null ? null : Explanations.at(tree, literal) + fault;
    }

    private static @Nullable String unconvertible(String function, String text) {
        var demanded = CONVERSIONS.get(function);
        return demanded == null || isConvertible(function, text) ? null : demanded;
    }

    private static boolean isConvertible(String function, String text) {
        try {
            var _ = Times.in(() -> ZoneOffset.UTC, () -> program(function).eval(Map.of(TEXT, text)));
            return true;
        } catch (CelEvaluationException | IllegalArgumentException _) {
            return false;
        }
    }

    private static CelRuntime.Program program(String function) throws CelEvaluationException {
        try {
            return ExpressionLanguage.RUNTIME.createProgram(
                    ExpressionLanguage.unchecked(List.of(TEXT)).compile(function + "(" + TEXT + ")").getAst());
        } catch (CelValidationException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
