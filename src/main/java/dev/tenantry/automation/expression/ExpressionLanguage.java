package dev.tenantry.automation.expression;

import java.util.List;
import java.util.Optional;

import com.google.common.collect.ImmutableList;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;

/**
 * CEL without what has no end: texts are put together within bounds ({@link TextFunctions}) and lists are not, comprehensions only ask
 * (all, exists), and patterns are matched in linear time. What is not there is null, and {@code has} asks whether something is there, however it is missing.
 */
final class ExpressionLanguage {

    static final int LONGEST = 2_000;

    private static final int DEEPEST = 32;
    private static final int MOST_ITERATIONS = 1_000;
    /** Overloads that make longer values of others, that ask an object for a key, or that compile a pattern unmeasured. */
    private static final List<String> LEFT_OUT = List.of("add_string", "add_list", "add_bytes", "in_map",
            "matches", "matches_string");

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .enableHeterogeneousNumericComparisons(true)
            .enableQuotedIdentifierSyntax(true)
            .build();
    /** Those that {@link Decimals} has instead, for what has been checked. */
    private static final List<String> EQUALITIES = List.of("equals", "not_equals", "in_list");
    static final String MATCHES = "matches";
    private static final String OF_A_TEXT = "matches_measured_string";
    private static final String OF_TWO_TEXTS = "matches_measured";
    private static final CelMacro HAS = CelMacro.newGlobalMacro("has", 1, ExpressionLanguage::isThere);

    /** Asked for the names alone. */
    static final CelCompiler PARSER = compiler(List.of(), SimpleType.DYN).build();
    static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(CelStandardFunctions.newBuilder()
                    .filterFunctions((function, _) -> !Decimals.REPLACED.contains(function)
                            && !Times.REPLACED.contains(function))
                    .build())
            .addFunctionBindings(Decimals.bindings())
            .addFunctionBindings(NumberConversions.bindings())
            .addFunctionBindings(WrittenNumbers.binding())
            .addFunctionBindings(NumberFunctions.bindings())
            .addFunctionBindings(TextFunctions.bindings())
            .addFunctionBindings(Times.bindings())
            .addFunctionBindings(
                    CelFunctionBinding.from(OF_A_TEXT, String.class, String.class, Patterns::matches),
                    CelFunctionBinding.from(OF_TWO_TEXTS, String.class, String.class, Patterns::matches))
            .build();

    private ExpressionLanguage() {}

    /** Of what is to be checked. */
    static CelCompilerBuilder compiler() {
        return compiler(List.of(), SimpleType.DOUBLE).addFunctionDeclarations(Decimals.equalities());
    }

    private static CelCompilerBuilder compiler(List<String> besides, CelType decimal) {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(standard(besides))
                .setStandardMacros(CelStandardMacro.ALL, CelStandardMacro.EXISTS)
                .addMacros(HAS)
                .addFunctionDeclarations(Decimals.declarations(decimal))
                .addFunctionDeclarations(NumberConversions.declarations(decimal))
                .addFunctionDeclarations(WrittenNumbers.declaration(decimal))
                .addFunctionDeclarations(NumberFunctions.declarations(decimal))
                .addFunctionDeclarations(TextFunctions.declarations())
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(MATCHES,
                        CelOverloadDecl.newMemberOverload(OF_A_TEXT, SimpleType.BOOL, SimpleType.STRING,
                                SimpleType.STRING),
                        CelOverloadDecl.newGlobalOverload(OF_TWO_TEXTS, SimpleType.BOOL, SimpleType.STRING,
                                SimpleType.STRING)));
    }

    /** Of what has been checked: nothing is known of the values. */
    static CelCompiler unchecked(Iterable<String> roots) {
        var compiler = compiler(EQUALITIES, SimpleType.DYN).addFunctionDeclarations(Decimals.uncheckedEqualities());
        roots.forEach(root -> compiler.addVar(root, SimpleType.DYN));
        return compiler.build();
    }

    private static CelStandardDeclarations standard(List<String> besides) {
        return CelStandardDeclarations.newBuilder().filterFunctions((_, overload) -> {
            var id = overload.celOverloadDecl().overloadId();
            return !LEFT_OUT.contains(id) && !Decimals.INEXACT.contains(id) && !besides.contains(id);
        }).build();
    }

    private static Optional<CelExpr> isThere(CelMacroExprFactory parts, CelExpr target,
            ImmutableList<CelExpr> arguments) {
        var path = arguments.getFirst();
        if (path.getKind() != CelExpr.ExprKind.Kind.SELECT) {
            return Optional.of(parts.reportError("has takes a path, such as contact.email"));
        }
        return Optional.of(parts.newGlobalCall("_!=_", parts.newGlobalCall("dyn", path),
                parts.newConstant(CelConstant.ofValue(NullValue.NULL_VALUE))));
    }
}
