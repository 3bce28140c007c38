package dev.tenantry.automation.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are written out in an expression, with all of their digits. The parser knows whole numbers of 64 bits and doubles: longer
 * whole ones are shown to it as decimals, and what a double is not is read once more from the text.
 */
final class WrittenNumbers {

    private static final String DECIMAL = "@decimal";
    private static final String OF_TEXT = "decimal_of_text";
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final String NUMBER = "[0-9]*\\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|[0-9]+";
    private static final Pattern SIGNED = Pattern.compile("-?\\s*(" + NUMBER + ")");
    /** Comments, names in backticks, raw texts, texts, words and numbers of other kinds, in which no number is to be found. */
    private static final Pattern WHOLE = Pattern.compile("//[^\\n]*+|`[^`]*+`"
            + "|(?:[rR][bB]?|[bB][rR])(?:\"{3}(?:[^\"]|\"(?!\"\"))*+\"{3}|'{3}(?:[^']|'(?!''))*+'{3}|\"[^\"]*+\"|'[^']*+')"
            + "|\"{3}(?:[^\"\\\\]|\\\\(?s:.)|\"(?!\"\"))*+\"{3}|'{3}(?:[^'\\\\]|\\\\(?s:.)|'(?!''))*+'{3}"
            + "|\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'"
            + "|[_A-Za-z]\\w*+|0x[0-9a-fA-F]++|[0-9]*+\\.[0-9]++(?:[eE][+-]?[0-9]++)?|[0-9]++(?:[eE][+-]?[0-9]++|[uU])"
            + "|(?<whole>[0-9]++)");

    private WrittenNumbers() {}

    /** The text with the same number of characters, as the parser can read it; what is too long for it is left. */
    static String readable(String text) {
        return text.length() > 2 * ExpressionLanguage.LONGEST
                ? text
                : WHOLE.matcher(text).replaceAll(WrittenNumbers::readable);
    }

    private static String readable(MatchResult part) {
        var digits = part.group("whole");
        return digits == null || new BigInteger(digits).compareTo(LARGEST) <= 0
                ? Matcher.quoteReplacement(part.group())
                : digits.substring(0, digits.length() - 2) + ".0";
    }

    /** @param tree of what is readable of the text */
    static CelAbstractSyntaxTree exact(String text, CelAbstractSyntaxTree tree) {
        var positions = tree.getSource().getPositionsMap();
        var mutable = CelMutableAst.fromCelAst(tree);
        var parts = CelNavigableMutableAst.fromAst(mutable)
                .getRoot()
                .allNodes()
                .map(CelNavigableMutableExpr::expr)
                .toList();
        var next = parts.stream().mapToLong(CelMutableExpr::id).max().orElse(0) + 1;
        for (var part : parts) {
            if (isDouble(part)) {
                var written = written(text, positions.get(part.id()), part.constant());
                if (written != null && !isSame(written, part.constant().doubleValue())) {
                    part.setCall(CelMutableCall.create(DECIMAL,
                            CelMutableExpr.ofConstant(next++, CelConstant.ofValue(written))));
                }
            }
        }
        // Without the source there would be no telling where something fails.
        return CelAbstractSyntaxTree.newParsedAst(mutable.toParsedAst().getExpr(), tree.getSource());
    }

    private static boolean isDouble(CelMutableExpr part) {
        return part.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && part.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE;
    }

    private static @Nullable String written(String text, @Nullable Integer position, CelConstant number) {
        if (position == null) {
            return null;
        }
        var digits = SIGNED.matcher(text).region(text.offsetByCodePoints(0, position), text.length());
        return digits.lookingAt() ? (number.doubleValue() < 0 ? "-" : "") + digits.group(1) : null;
    }

    private static boolean isSame(String written, double number) {
        try {
            return Double.isFinite(number) && new BigDecimal(written).compareTo(BigDecimal.valueOf(number)) == 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /** What can never be calculated with. @param tree of what is readable of the text */
    static Stream<String> faults(String text, CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(part -> part.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && part.constant().getKind() == CelConstant.Kind.DOUBLE_VALUE)
                .map(part -> fault(text, tree, part))
                .filter(Objects::nonNull);
    }

    private static @Nullable String fault(String text, CelAbstractSyntaxTree tree, CelExpr part) {
        var written = written(text, tree.getSource().getPositionsMap().get(part.id()), part.constant());
        return written == null || Decimals.isKept(written)
                ? null
                : Explanations.at(tree, part) + "a number has at most " + Decimals.LARGEST
                        + " digits, with the zeros that its exponent stands for";
    }

    /** @param result as which a decimal is known */
    static CelFunctionDecl declaration(CelType result) {
        return CelFunctionDecl.newFunctionDeclaration(DECIMAL,
                CelOverloadDecl.newGlobalOverload(OF_TEXT, result, List.of(SimpleType.STRING)));
    }

    @SuppressWarnings("Immutable")
    static CelFunctionBinding binding() {
        return CelFunctionBinding.from(OF_TEXT, String.class, Decimals::ofText);
    }
}
