package dev.tenantry.automation.expression;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;

import dev.tenantry.automation.expression.Decimals.Kind;

/** Numbers made of other values, and of decimals others: what {@code double} comes to has all of its digits. */
@SuppressWarnings("Immutable")
final class NumberConversions {

    private static final List<Kind> KINDS = List.of(Decimals.EXACT, Decimals.WHOLE, Decimals.FRACTION,
            new Kind("uint64", SimpleType.UINT, UnsignedLong.class));
    private static final String OF_TEXT = "text_to_number";

    private NumberConversions() {}

    /** @param result as which a decimal is known */
    static List<CelFunctionDecl> declarations(CelType result) {
        var exact = Decimals.EXACT.type();
        return Stream.concat(
                Stream.of(conversion("int", "decimal_to_int64", SimpleType.INT, exact),
                        conversion("string", "decimal_to_string", SimpleType.STRING, exact),
                        conversion("double", OF_TEXT, result, SimpleType.STRING)),
                KINDS.stream().map(kind -> conversion("double", toNumber(kind), result, kind.type()))).toList();
    }

    private static CelFunctionDecl conversion(String function, String overload, CelType result, CelType of) {
        return CelFunctionDecl.newFunctionDeclaration(function,
                CelOverloadDecl.newGlobalOverload(overload, result, of));
    }

    private static String toNumber(Kind kind) {
        return kind.name() + "_to_number";
    }

    static List<CelFunctionBinding> bindings() {
        return Stream.concat(
                Stream.of(CelFunctionBinding.from("decimal_to_int64", BigDecimal.class,
                        number -> number.toBigInteger().longValueExact()),
                        CelFunctionBinding.from("decimal_to_string", BigDecimal.class, BigDecimal::toPlainString),
                        CelFunctionBinding.from(OF_TEXT, String.class, Decimals::ofText)),
                KINDS.stream()
                        .map(kind -> CelFunctionBinding.from(toNumber(kind), kind.values(), NumberConversions::exact)))
                .toList();
    }

    private static Object exact(Object number) {
        return number instanceof Double fraction && !Double.isFinite(fraction) ? number : Decimals.exact(number);
    }
}
