package dev.tenantry.automation.expression;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.Texts;

/** Says what is wrong with an expression, and why one came to no answer. */
final class Explanations {

    private static final int LONGEST_FAULT = 500;
    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:(\\d+): ");
    private static final Pattern CANDIDATES = Pattern.compile("(?<![ .])[ .]*+\\(?(Overload )?candidates: .*",
            Pattern.DOTALL);
    /** What the parser tells of what it found instead of what it lists. */
    private static final Pattern UNEXPECTED = Pattern
            .compile("(?:mismatched|extraneous) input '(.*?)' expecting .*|no viable alternative at input '(.*)'",
                    Pattern.DOTALL);
    private static final Pattern UNREADABLE = Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
    private static final Pattern LACKING = Pattern.compile("missing (.*) at '.*'", Pattern.DOTALL);
    private static final String END = "<EOF>";
    private static final int LONGEST_PART = 50;

    private Explanations() {}

    static String of(CelIssue issue) {
        var message = issue.getMessage();
        var told = Stream.of(syntax(message), Mismatches.told(message)).filter(Objects::nonNull).findFirst();
        return "at character " + (issue.getSourceLocation().getColumn() + 1) + ": "
                + told.map(text -> Texts.shown(text, LONGEST_FAULT)).orElseGet(() -> shown(message));
    }

    /** The first one alone where it cannot be read: what follows is told of what was made of it. */
    static List<CelIssue> told(List<CelIssue> issues, int most) {
        return issues.stream().limit(syntax(issues.getFirst().getMessage()) == null ? most : 1).toList();
    }

    private static @Nullable String syntax(String message) {
        var unreadable = UNREADABLE.matcher(message);
        if (unreadable.matches()) {
            return "this cannot be read: " + Texts.shown(unreadable.group(1), LONGEST_PART);
        }
        var lacking = LACKING.matcher(message);
        if (lacking.matches()) {
            return lacking.group(1) + " is missing";
        }
        var unexpected = UNEXPECTED.matcher(message);
        if (!unexpected.matches()) {
            return null;
        }
        var found = Objects.requireNonNullElseGet(unexpected.group(1), () -> unexpected.group(2));
        return found.endsWith(END)
                ? "the expression ends too early"
                : Texts.shown(found, LONGEST_PART) + " is not expected here";
    }

    /** Where a part of an expression begins. */
    static String at(CelAbstractSyntaxTree tree, CelExpr part) {
        return "at character " + (tree.getSource().getPositionsMap().getOrDefault(part.id(), 0) + 1) + ": ";
    }

    static String of(Exception failure, CelAbstractSyntaxTree tree, Budget evaluated) {
        var message = failure.getMessage() == null ? "it fails" : failure.getMessage();
        var place = PLACE.matcher(message);
        if (!place.find()) {
            return Failures.told(failure, message);
        }
        var character = Integer.parseInt(place.group(1));
        var told = "at character " + (character + 1) + ": ";
        var missing = missing(tree, character, evaluated);
        return missing.isEmpty()
                ? told + Failures.told(failure, place.replaceFirst(""))
                : told + String.join(" and ", missing) + " is empty, and what is empty only == and != compare: ask has("
                        + missing.getFirst() + ") before";
    }

    /** The paths that came to nothing of what is asked there. */
    private static List<String> missing(CelAbstractSyntaxTree tree, int character, Budget evaluated) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(part -> Objects.equals(tree.getSource().getPositionsMap().get(part.id()), character))
                .flatMap(Explanations::asked)
                .filter(evaluated::isMissing)
                .map(Explanations::path)
                .filter(path -> !path.isEmpty())
                .distinct()
                .toList();
    }

    private static Stream<CelExpr> asked(CelExpr part) {
        return switch (part.getKind()) {
            case CALL -> Stream.concat(part.call().target().stream(), part.call().args().stream());
            case SELECT -> Stream.of(part.select().operand());
            default -> Stream.of();
        };
    }

    /** As it is written; empty where it is no path. */
    private static String path(CelExpr part) {
        return switch (part.getKind()) {
            case IDENT -> part.ident().name();
            case SELECT -> {
                var operand = path(part.select().operand());
                yield operand.isEmpty() ? "" : operand + "." + part.select().field();
            }
            default -> "";
        };
    }

    private static String shown(String message) {
        return Texts.shown(CANDIDATES.matcher(message.replace(" (in container '')", "")).replaceFirst(""),
                LONGEST_FAULT);
    }
}
