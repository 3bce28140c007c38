package dev.tenantry.automation.expression;

import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.NullableType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Expressions, {@code contact.jobTitle == 'CEO' && size(trigger.tags) > 2}. They are checked against what is known of the values when they
 * are authored, and evaluated within bounds: see {@link ExpressionLanguage} and {@link Budget}.
 */
public final class Expressions {

    /** Of all that are kept, in characters. */
    private static final int MOST_KEPT = 200_000;
    /** What a key can be. */
    private static final List<CelKind> KEYS = List.of(CelKind.BOOL, CelKind.INT, CelKind.UINT, CelKind.DOUBLE,
            CelKind.STRING, CelKind.TIMESTAMP, CelKind.OPAQUE, CelKind.DYN);
    private static final int MOST_FAULTS = 5;

    private static final LoadingCache<String, Compiled> COMPILED = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((String text, Compiled _) -> 1 + text.length())
            .build(Expressions::compile);

    private Expressions() {}

    private record Compiled(CelAbstractSyntaxTree tree, CelRuntime.Program program, boolean dependsOnZone) {}

    /** What is wrong with a condition; empty where nothing is. @param roots what it may name, and what each is */
    public static List<String> faults(String text, Map<String, Type> roots) {
        return faults(text, roots, List.of(CelKind.BOOL, CelKind.DYN), "a condition is true or false");
    }

    /** What is wrong with what is to come to a key, likewise. */
    public static List<String> keyFaults(String text, Map<String, Type> roots) {
        return faults(text, roots, KEYS, "a key is a text, a number, a time, or true or false");
    }

    private static List<String> faults(String text, Map<String, Type> roots, List<CelKind> results, String demanded) {
        try {
            var types = new ExpressionTypes();
            var compiler = ExpressionLanguage.compiler();
            roots.forEach((root, type) -> compiler.addVar(root, types.of(type)));
            var result = compiler.setTypeProvider(types).build().compile(WrittenNumbers.readable(text));
            if (result.hasError()) {
                return Explanations.told(result.getErrors(), MOST_FAULTS).stream().map(Explanations::of).toList();
            }
            var type = result.getAst().getResultType();
            var kind = type instanceof NullableType nullable ? nullable.targetType().kind() : type.kind();
            if (!results.contains(kind)) {
                return List.of(demanded);
            }
            var tree = parsed(text);
            return Stream.concat(WrittenNumbers.faults(text, tree), Literals.faults(tree, parts(tree))).toList();
        } catch (CelValidationException | RuntimeException _) {
            return List.of("this cannot be understood");
        }
    }

    private static CelAbstractSyntaxTree parsed(String text) {
        try {
            return ExpressionLanguage.PARSER.parse(WrittenNumbers.readable(text)).getAst();
        } catch (CelValidationException fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    private static Stream<CelExpr> parts(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes().map(CelNavigableExpr::expr);
    }

    /** What an expression that has no fault names: {@code contact} of {@code contact.jobTitle}. */
    public static Set<String> roots(String text) {
        return parts(parsed(text)).filter(part -> part.getKind() == CelExpr.ExprKind.Kind.IDENT)
                .map(part -> part.ident().name())
                .filter(Expressions::isWritten)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Whether it holds.
     *
     * @param types  of what it names
     * @param values likewise, asked for what it comes to alone
     * @param zone   whose days dates mean; asked only where that may make a difference
     * @param budget what is left of it for this one and those after it
     * @throws ProblemException 422 where it comes to no answer
     */
    public static boolean holds(String text, Function<String, Type> types, Function<String, JsonNode> values,
            Supplier<ZoneId> zone, Budget budget) {
        return answer(text, types, values, zone, budget) instanceof Boolean truth
                ? truth
                : failed("it comes to something that is neither true nor false");
    }

    /**
     * The text of what it comes to, which is the same for numbers that are as much; an empty one for nothing. As for conditions.
     *
     * @throws ProblemException 422 where it comes to no answer
     */
    public static String key(String text, Function<String, Type> types, Function<String, JsonNode> values,
            Supplier<ZoneId> zone) {
        return switch (answer(text, types, values, zone, new Budget())) {
            case NullValue _ -> "";
            case String itself -> itself;
            case Number number -> Decimals.text(number);
            case Boolean truth -> truth.toString();
            case Instant time -> time.toString();
            default -> throw noAnswer("it comes to something that is no key");
        };
    }

    /** What is wrong with what is to come to a value of a kind, or to nothing. @param demanded says so */
    public static List<String> valueFaults(String text, Map<String, Type> roots, Shapes.Kind kind, String demanded) {
        return faults(text, roots, Results.of(kind), demanded);
    }

    /**
     * What it comes to, as JSON has it: a time is a text. As for conditions.
     *
     * @throws ProblemException 422 where it comes to no answer, or to something that JSON does not have
     */
    public static JsonNode value(String text, Function<String, Type> types, Function<String, JsonNode> values,
            Supplier<ZoneId> zone) {
        try {
            return Results.json(answer(text, types, values, zone, new Budget()));
        } catch (Refusal refusal) {
            throw noAnswer(String.valueOf(refusal.getMessage()));
        }
    }

    private static boolean failed(String why) {
        throw noAnswer(why);
    }

    private static Object answer(String text, Function<String, Type> types, Function<String, JsonNode> values,
            Supplier<ZoneId> zone, Budget budget) {
        var json = new JsonValues(budget);
        CelVariableResolver resolver = name -> Optional.of(json.of(values.apply(name), types.apply(name)));
        var compiled = COMPILED.get(text);
        Supplier<ZoneId> asked = compiled.dependsOnZone ? zone : () -> ZoneOffset.UTC;
        Object answer;
        try {
            answer = budget.during(() -> Times.in(asked, () -> compiled.program.trace(resolver, budget)));
        } catch (CelEvaluationException | IllegalArgumentException | Budget.Spent failure) {
            answer = failure;
        }
        if (budget.isSpent()) {
            throw noAnswer("it takes too long over these values");
        }
        if (answer instanceof Exception failure) {
            throw noAnswer(Explanations.of(failure, compiled.tree, budget));
        }
        return answer;
    }

    /** Macros have names of their own. */
    private static boolean isWritten(String name) {
        return Character.isLetter(name.charAt(0));
    }

    private static Compiled compile(String text) {
        try {
            var tree = ExpressionLanguage.unchecked(roots(text))
                    .check(WrittenNumbers.exact(text, parsed(text)))
                    .getAst();
            return new Compiled(tree, (CelRuntime.Program) ExpressionLanguage.RUNTIME.createProgram(tree),
                    Times.dependOnZone(tree));
        } catch (CelValidationException | CelEvaluationException fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    private static ProblemException noAnswer(String why) {
        return ProblemException.invalid("expression", "no-answer", "the expression comes to no answer: " + why);
    }
}
