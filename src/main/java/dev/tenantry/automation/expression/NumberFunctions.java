package dev.tenantry.automation.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;

import dev.tenantry.automation.expression.Decimals.Kind;
import dev.tenantry.automation.expression.Decimals.Pair;

/** What expressions can do with numbers of any kind, exactly. Of whole numbers {@code abs}, {@code min} and {@code max} are whole. */
@SuppressWarnings("Immutable")
final class NumberFunctions {

    private static final long MOST_DIGITS = 20;
    private static final List<Kind> KINDS = List.of(Decimals.EXACT, Decimals.WHOLE, Decimals.FRACTION);
    private static final Pair TWO_WHOLE = new Pair(Decimals.WHOLE, Decimals.WHOLE);
    /** They take the number of digits behind the point besides. */
    private static final Map<String, RoundingMode> ROUNDING = Map.of("round", RoundingMode.HALF_UP, "roundEven",
            RoundingMode.HALF_EVEN);
    private static final Map<String, UnaryOperator<BigDecimal>> ONE = Map.of(
            "round", number -> number.setScale(0, RoundingMode.HALF_UP),
            "roundEven", number -> number.setScale(0, RoundingMode.HALF_EVEN),
            "floor", number -> number.setScale(0, RoundingMode.FLOOR),
            "ceil", number -> number.setScale(0, RoundingMode.CEILING));
    private static final String ABS = "abs";
    private static final Map<String, BinaryOperator<BigDecimal>> TWO = Map.of("min", BigDecimal::min, "max",
            BigDecimal::max);

    private NumberFunctions() {}

    /** @param result as which a decimal is known that comes of them */
    static List<CelFunctionDecl> declarations(CelType result) {
        var functions = new ArrayList<CelFunctionDecl>();
        ONE.keySet().forEach(function -> KINDS.forEach(kind -> functions.add(unary(function, kind, result))));
        ROUNDING.keySet()
                .forEach(function -> KINDS.forEach(kind -> functions.add(
                        Decimals.function(function, List.of(new Pair(kind, Decimals.WHOLE)), result))));
        KINDS.forEach(kind -> functions.add(unary(ABS, kind, kind == Decimals.WHOLE ? SimpleType.INT : result)));
        TWO.keySet().forEach(function -> {
            functions.add(Decimals.function(function, Decimals.FRACTIONAL, result));
            functions.add(Decimals.function(function, List.of(TWO_WHOLE), SimpleType.INT));
        });
        return functions;
    }

    private static CelFunctionDecl unary(String function, Kind kind, CelType result) {
        return CelFunctionDecl.newFunctionDeclaration(function,
                CelOverloadDecl.newGlobalOverload(function + "_" + kind.name(), result, kind.type()));
    }

    static List<CelFunctionBinding> bindings() {
        var bindings = new ArrayList<CelFunctionBinding>();
        ONE.forEach((function, operator) -> KINDS.forEach(kind -> bindings.add(unary(function, kind, operator))));
        ROUNDING.forEach((function, mode) -> KINDS.forEach(kind -> bindings.add(Decimals.binding(function,
                new Pair(kind, Decimals.WHOLE),
                values -> Decimals.exact(values[0]).setScale(digits((Long) values[1]), mode)))));
        bindings.add(unary(ABS, Decimals.EXACT, BigDecimal::abs));
        bindings.add(unary(ABS, Decimals.FRACTION, BigDecimal::abs));
        bindings.add(CelFunctionBinding.from(ABS + "_" + Decimals.WHOLE.name(), Long.class, Math::absExact));
        TWO.forEach((function, operator) -> {
            Decimals.FRACTIONAL.forEach(pair -> bindings.add(Decimals.binding(function, pair,
                    values -> operator.apply(Decimals.exact(values[0]), Decimals.exact(values[1])))));
            bindings.add(Decimals.binding(function, TWO_WHOLE, values -> operator
                    .apply(Decimals.exact(values[0]), Decimals.exact(values[1]))
                    .longValueExact()));
        });
        return bindings;
    }

    private static CelFunctionBinding unary(String function, Kind kind, UnaryOperator<BigDecimal> operator) {
        return CelFunctionBinding.from(function + "_" + kind.name(), kind.values(),
                value -> operator.apply(Decimals.exact(value)));
    }

    private static int digits(Long stated) {
        if (stated < 0 || stated > MOST_DIGITS) {
            throw new Refusal("a number is rounded to 0 to " + MOST_DIGITS + " digits");
        }
        return stated.intValue();
    }
}
