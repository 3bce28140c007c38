package dev.tenantry.automation.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, exactly: money and what JSON has are decimals, and a literal means the digits that are written. CEL has whole numbers, whose quotients
 * lose what is left, and doubles, as which all decimals are declared; 0.1 would be a little more than that there, and 100 no amount.
 */
@SuppressWarnings("Immutable")
final class Decimals {

    /** In digits: what an amount of money has twice. */
    private static final MathContext PRECISION = new MathContext(50);
    /** Of a number that is taken for exact: with those of others it is put together. */
    static final int LARGEST = 400;
    /** Of what numbers are put together to: digits and zeros, written out. */
    private static final int LARGEST_RESULT = 1_000;
    private static final CelType DECIMAL = OpaqueType.create("decimal");
    private static final String DIVISION = "_/_";
    private static final String REMAINDER = "_%_";
    private static final Map<String, BinaryOperator<BigDecimal>> ARITHMETIC = Map.of("_+_",
            (a, b) -> a.add(b, PRECISION),
            "_-_", (a, b) -> a.subtract(b, PRECISION), "_*_", (a, b) -> a.multiply(b, PRECISION),
            DIVISION, (a, b) -> a.divide(divisor(b), PRECISION), REMAINDER, (a, b) -> a.remainder(divisor(b)));
    /** Of two whole numbers it comes to a whole one. */
    private static final Set<String> WHOLE_ARITHMETIC = Set.of("_+_", "_-_", "_*_");
    private static final BigDecimal SMALLEST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Map<String, IntPredicate> RELATIONS = Map.of("_<_", order -> order < 0, "_<=_",
            order -> order <= 0, "_>_", order -> order > 0, "_>=_", order -> order >= 0);

    /** What CEL has for the same. */
    static final Set<StandardFunction> REPLACED = Set.of(StandardFunction.EQUALS, StandardFunction.NOT_EQUALS,
            StandardFunction.IN);

    /** What would not be exact, or end where 64 bits do. */
    static final Set<String> INEXACT = Set.of("add_double", "subtract_double", "multiply_double", "divide_double",
            "add_int64", "subtract_int64", "multiply_int64", "divide_int64", "divide_uint64", "double_to_double",
            "int64_to_double", "uint64_to_double", "string_to_double");

    private Decimals() {}

    record Kind(String name, CelType type, Class<?> values) {}

    static final Kind EXACT = new Kind("decimal", DECIMAL, BigDecimal.class);
    static final Kind WHOLE = new Kind("int64", SimpleType.INT, Long.class);
    static final Kind FRACTION = new Kind("double", SimpleType.DOUBLE, Double.class);

    record Pair(Kind left, Kind right) {

        String overload(String function) {
            return "exact_" + function.replace("_", "") + "_" + left.name + "_" + right.name;
        }
    }

    private static final List<Pair> EXACTLY = List.of(new Pair(EXACT, EXACT), new Pair(EXACT, WHOLE),
            new Pair(WHOLE, EXACT), new Pair(EXACT, FRACTION), new Pair(FRACTION, EXACT));
    private static final List<Pair> MIXED = List.of(new Pair(WHOLE, FRACTION), new Pair(FRACTION, WHOLE));
    private static final List<Pair> TWO_WHOLE = List.of(new Pair(WHOLE, WHOLE));
    /** All but two whole numbers, of which the sums, differences and products are whole. */
    static final List<Pair> FRACTIONAL = Stream.of(EXACTLY, MIXED, List.of(new Pair(FRACTION, FRACTION)))
            .flatMap(List::stream)
            .toList();
    private static final List<Pair> ALL = Stream.concat(FRACTIONAL.stream(), TWO_WHOLE.stream()).toList();

    /** A number of JSON, or of a text that is one; a double where it has too many digits. */
    static Object of(BigDecimal number) {
        return isKept(number) ? number : number.doubleValue();
    }

    /** Of a text that is to be a number. */
    static Object ofText(String text) {
        try {
            return of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            throw new Refusal("this is no number");
        }
    }

    /** Whether what is written is a number that is calculated with as it is. */
    static boolean isKept(String written) {
        try {
            return isKept(new BigDecimal(written));
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isKept(BigDecimal number) {
        return Math.abs((long) number.scale()) + number.precision() <= LARGEST;
    }

    private static List<Pair> pairs(String function) {
        return function.equals(REMAINDER) ? FRACTIONAL : ALL;
    }

    private static BigDecimal divisor(BigDecimal number) {
        if (number.signum() == 0) {
            throw new Refusal("what it is divided by is zero");
        }
        return number;
    }

    /** What can be done with them, in all expressions. @param result as which a decimal is known that comes of it */
    static List<CelFunctionDecl> declarations(CelType result) {
        var functions = new ArrayList<CelFunctionDecl>();
        ARITHMETIC.keySet().forEach(function -> functions.add(function(function, FRACTIONAL, result)));
        var whole = result.equals(SimpleType.DYN) ? result : SimpleType.INT;
        WHOLE_ARITHMETIC.forEach(function -> functions.add(function(function, TWO_WHOLE, whole)));
        functions.add(function(DIVISION, TWO_WHOLE, result));
        RELATIONS.keySet().forEach(function -> functions.add(function(function, EXACTLY, SimpleType.BOOL)));
        functions.add(CelFunctionDecl.newFunctionDeclaration("-_",
                CelOverloadDecl.newGlobalOverload("negate_decimal", result, DECIMAL)));
        return functions;
    }

    static CelFunctionDecl function(String name, List<Pair> pairs, CelType result) {
        return CelFunctionDecl.newFunctionDeclaration(name,
                pairs.stream()
                        .map(pair -> CelOverloadDecl.newGlobalOverload(pair.overload(name), result, pair.left.type,
                                pair.right.type))
                        .toList());
    }

    /** What is known of types: numbers of either kind equal one another, besides what else does. */
    static List<CelFunctionDecl> equalities() {
        return List.of(function("_==_", MIXED, SimpleType.BOOL), function("_!=_", MIXED, SimpleType.BOOL),
                CelFunctionDecl.newFunctionDeclaration("@in",
                        MIXED.stream()
                                .map(pair -> CelOverloadDecl.newGlobalOverload(pair.overload("in"), SimpleType.BOOL,
                                        pair.left.type, ListType.create(pair.right.type)))
                                .toList()));
    }

    /** What has been checked: anything can be asked whether it equals something. The names are CEL's own. */
    static List<CelFunctionDecl> uncheckedEqualities() {
        return List.of(
                CelFunctionDecl.newFunctionDeclaration("_==_",
                        CelOverloadDecl.newGlobalOverload("equals", SimpleType.BOOL, SimpleType.DYN, SimpleType.DYN)),
                CelFunctionDecl.newFunctionDeclaration("_!=_",
                        CelOverloadDecl.newGlobalOverload("not_equals", SimpleType.BOOL, SimpleType.DYN,
                                SimpleType.DYN)),
                CelFunctionDecl.newFunctionDeclaration("@in", CelOverloadDecl.newGlobalOverload("in_list",
                        SimpleType.BOOL, SimpleType.DYN, ListType.create(SimpleType.DYN))));
    }

    static List<CelFunctionBinding> bindings() {
        var bindings = new ArrayList<CelFunctionBinding>();
        ARITHMETIC.forEach((function, operator) -> pairs(function).forEach(pair -> bindings.add(binding(function, pair,
                values -> result(pair, function, operator.apply(exact(values[0]), exact(values[1])))))));
        RELATIONS.forEach((function, holds) -> EXACTLY.forEach(pair -> bindings.add(binding(function, pair,
                values -> holds.test(exact(values[0]).compareTo(exact(values[1])))))));
        bindings.add(CelFunctionBinding.from("negate_decimal", BigDecimal.class, BigDecimal::negate));
        bindings.add(CelFunctionBinding.from("equals", Object.class, Object.class, Decimals::isSame));
        bindings.add(CelFunctionBinding.from("not_equals", Object.class, Object.class, (a, b) -> !isSame(a, b)));
        bindings.add(CelFunctionBinding.from("in_list", Object.class, List.class,
                (one, list) -> ((List<?>) list).stream().anyMatch(other -> isSame(one, other))));
        return bindings;
    }

    /** What is whole of whole numbers is a decimal where 64 bits are too few. */
    private static Object result(Pair of, String function, BigDecimal number) {
        return TWO_WHOLE.contains(of) && WHOLE_ARITHMETIC.contains(function) && isLong(number)
                ? number.longValueExact()
                : bounded(number);
    }

    private static boolean isLong(BigDecimal whole) {
        return whole.compareTo(SMALLEST_LONG) >= 0 && whole.compareTo(LARGEST_LONG) <= 0;
    }

    private static BigDecimal bounded(BigDecimal number) {
        if (Math.abs((long) number.scale()) + number.precision() > LARGEST_RESULT) {
            throw new Refusal("the number would have more than " + LARGEST_RESULT + " digits");
        }
        return number;
    }

    static CelFunctionBinding binding(String function, Pair pair,
            CelFunctionOverload operation) {
        return CelFunctionBinding.from(pair.overload(function), List.of(pair.left.values, pair.right.values),
                operation);
    }

    static BigDecimal exact(Object number) {
        return switch (number) {
            case Double fraction when !Double.isFinite(fraction) -> throw new Refusal("this is no number with an end");
            case BigDecimal decimal -> decimal;
            case Long whole -> BigDecimal.valueOf(whole);
            // The digits that are written, rather than those of what is nearest in twos.
            case Double fraction -> BigDecimal.valueOf(fraction).stripTrailingZeros();
            case UnsignedLong whole -> new BigDecimal(whole.bigIntegerValue());
            default -> throw new Refusal("this is no number");
        };
    }

    /** The same for numbers that are as much. */
    static String text(Number number) {
        return isFinite(number) ? exact(number).stripTrailingZeros().toPlainString() : number.toString();
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number left && other instanceof Number right) {
            return isFinite(left) && isFinite(right)
                    ? exact(left).compareTo(exact(right)) == 0
                    : left.doubleValue() == right.doubleValue();
        }
        if (one instanceof List<?> left && other instanceof List<?> right) {
            var others = right.iterator();
            return left.size() == right.size() && left.stream().allMatch(element -> isSame(element, others.next()));
        }
        if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
            return left.size() == right.size() && left.entrySet()
                    .stream()
                    .allMatch(entry -> right.containsKey(entry.getKey())
                            && isSame(entry.getValue(), right.get(entry.getKey())));
        }
        return Objects.equals(one, other);
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double fraction) || Double.isFinite(fraction);
    }
}
