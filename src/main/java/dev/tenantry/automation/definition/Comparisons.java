package dev.tenantry.automation.definition;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import dev.tenantry.automation.expression.Budget;
import dev.tenantry.automation.expression.Expressions;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Folding;
import dev.tenantry.tenancy.Localizations;

/**
 * Decides comparisons. What a path leads to says how its values are compared: texts that people write as lists compare
 * them, numbers, times and ids as such.
 */
@Component
public class Comparisons {

    /** So many questions can always be asked together. */
    public static final int TOGETHER = 50;
    /** What the expressions of all questions that are asked together may cost: as much as those can. */
    private static final int MOST = TOGETHER * Budget.MOST;

    private final Vocabulary vocabulary;
    private final Folding folding;
    private final Localizations localizations;

    Comparisons(Vocabulary vocabulary, Folding folding, Localizations localizations) {
        this.vocabulary = vocabulary;
        this.folding = folding;
        this.localizations = localizations;
    }

    /**
     * Whether all of these hold of the values in the scope.
     *
     * @param trigger  of the workflow that asks
     * @param isFilter whether an expression that comes to no answer does not hold, rather than fail whoever asks
     */
    public record Question(Trigger trigger, List<Comparison> comparisons, Scope scope, boolean isFilter) {

        public Question(Trigger trigger, List<Comparison> comparisons, Scope scope) {
            this(trigger, comparisons, scope, false);
        }
    }

    /** In the current transaction. */
    public boolean hold(Question question) {
        return hold(List.of(question)).getFirst();
    }

    /**
     * The answer to each question, in the current transaction: one exchange with the database for the texts of all, and none
     * where there is nothing to fold.
     */
    public List<Boolean> hold(List<Question> questions) {
        return answers(questions).stream().map(answer -> answer == Answer.HOLDS).toList();
    }

    /** What a question comes to. */
    public enum Answer {
        HOLDS, HOLDS_NOT, NONE
    }

    /**
     * Likewise, and whether it is one: of a filter an expression may come to none.
     *
     * @throws ProblemException 422 where all of them take too long, as more than {@link #TOGETHER} can: fewer at a time are asked then
     */
    public List<Answer> answers(List<Question> questions) {
        var names = new IdentityHashMap<Trigger, Names>();
        var evaluated = new ArrayList<List<Evaluation>>();
        var texts = new HashSet<String>();
        for (var question : questions) {
            var known = names.computeIfAbsent(question.trigger, vocabulary::of);
            var evaluations = question.comparisons.stream()
                    .filter(one -> !one.isExpression())
                    .map(one -> evaluation(one, question, known))
                    .toList();
            evaluations.forEach(evaluation -> evaluation.addTexts(texts));
            evaluated.add(evaluations);
        }
        Map<String, String> folded = texts.isEmpty() ? Map.of() : folding.of(texts);
        var zone = new Zone();
        var answers = new ArrayList<Answer>();
        var spent = 0;
        for (var index = 0; index < questions.size(); index++) {
            var budget = new Budget();
            answers.add(answer(questions.get(index), evaluated.get(index), folded, zone,
                    names.computeIfAbsent(questions.get(index).trigger, vocabulary::of), budget));
            spent += budget.spent();
            if (spent > MOST) {
                throw ProblemException.invalid("expression", "too-long",
                        "the expressions of " + questions.size() + " questions take too long together");
            }
        }
        return answers;
    }

    /** Likewise, of any number of questions: so few at a time that they can be asked together. */
    public List<Answer> answersInParts(List<Question> questions) {
        var answers = new ArrayList<Answer>();
        for (var from = 0; from < questions.size(); from += TOGETHER) {
            answers.addAll(answers(questions.subList(from, Math.min(questions.size(), from + TOGETHER))));
        }
        return answers;
    }

    /**
     * A comparison, and what came of it.
     *
     * @param found  the value there; nothing of an expression
     * @param holds  null where an expression comes to no answer
     * @param reason why it comes to none
     */
    public record Explained(Comparison comparison, JsonNode found, @Nullable Boolean holds, @Nullable String reason) {}

    /** What each comparison of the questions comes to, in the current transaction. */
    public List<List<Explained>> explain(List<Question> questions) {
        var texts = new HashSet<String>();
        var evaluated = new ArrayList<List<Evaluation>>();
        for (var question : questions) {
            var known = vocabulary.of(question.trigger);
            evaluated.add(question.comparisons.stream().map(one -> evaluation(one, question, known)).toList());
            evaluated.getLast()
                    .stream()
                    .filter(one -> !one.comparison().isExpression())
                    .forEach(
                            one -> one.addTexts(texts));
        }
        Map<String, String> folded = texts.isEmpty() ? Map.of() : folding.of(texts);
        var zone = new Zone();
        return IntStream.range(0, questions.size()).mapToObj(index -> {
            var budget = new Budget();
            return evaluated.get(index)
                    .stream()
                    .map(one -> explained(one, questions.get(index), folded, zone, budget))
                    .toList();
        }).toList();
    }

    private Explained explained(Evaluation evaluation, Question question, Map<String, String> folded, Zone zone,
            Budget budget) {
        var comparison = evaluation.comparison();
        if (!comparison.isExpression()) {
            return new Explained(comparison, evaluation.actual(), evaluation.holds(folded, zone), null);
        }
        try {
            var names = vocabulary.of(question.trigger);
            return new Explained(comparison, MissingNode.getInstance(),
                    Expressions.holds(comparison.value().asString(), names::rootType, question.scope::at, zone,
                            budget),
                    null);
        } catch (ProblemException noAnswer) {
            return new Explained(comparison, MissingNode.getInstance(), null,
                    noAnswer.errors().stream().findFirst().map(FieldError::message).orElse("it comes to no answer"));
        }
    }

    /** Whatever a filter fails of is its own: others are decided with it. */
    private static Answer answer(Question question, List<Evaluation> evaluations, Map<String, String> folded, Zone zone,
            Names names, Budget budget) {
        try {
            return evaluations.stream().allMatch(one -> one.holds(folded, zone)) && question.comparisons.stream()
                    .filter(Comparison::isExpression)
                    .allMatch(
                            one -> Expressions.holds(one.value().asString(), names::rootType, question.scope::at, zone,
                                    budget))
                                            ? Answer.HOLDS
                                            : Answer.HOLDS_NOT;
        } catch (DataAccessException failure) {
            throw failure;
        } catch (RuntimeException | StackOverflowError noAnswer) {
            if (question.isFilter) {
                return Answer.NONE;
            }
            throw noAnswer;
        }
    }

    private Evaluation evaluation(Comparison comparison, Question question, Names names) {
        return new Evaluation(comparison, question.scope.at(comparison.field()), names.typeOf(comparison.field()),
                vocabulary.matching(question.trigger, names, comparison.field()));
    }

    /** Whose days dates mean: asked once, and only where a date stands beside a time. */
    private final class Zone implements Supplier<ZoneId> {

        private @Nullable ZoneId known;

        @Override
        public ZoneId get() {
            var zone = known == null ? localizations.ofOrganization().zone() : known;
            known = zone;
            return zone;
        }
    }
}
