package dev.tenantry.automation.definition;

import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.Comparisons.Answer;
import dev.tenantry.automation.definition.Comparisons.Question;
import dev.tenantry.automation.expression.Budget;
import dev.tenantry.automation.expression.Expressions;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the questions cost that somebody asks of many events. */
class ComparisonsTests extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    /** Costs more than half of what a question may. */
    private static final String DEAR = IntStream.range(0, 12)
            .mapToObj("trigger.text.contains('b%d')"::formatted)
            .collect(Collectors.joining(" || ", "", " || true"));
    private static final JsonNode TOLD = JSON.createObjectNode().put("text", "a".repeat(9_000));

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Comparisons comparisons;

    @Test
    void manyThatAreDearAreNotAskedTogether() {
        var budget = new Budget();
        Expressions.holds(DEAR, _ -> Object.class, _ -> TOLD, () -> ZoneOffset.UTC, budget);
        assertThat(budget.spent()).as("cost").isBetween(Budget.MOST / 2, Budget.MOST - 1);
        var question = question(DEAR);

        var many = Collections.nCopies(2 * Comparisons.TOGETHER + 1, question);
        organization().run(() -> {
            assertThat(comparisons.answers(many.subList(0, Comparisons.TOGETHER))).containsOnly(Answer.HOLDS);
            assertThatThrownBy(() -> comparisons.answers(many)).isInstanceOf(ProblemException.class);
            assertThat(comparisons.answersInParts(many)).hasSameSizeAs(many).containsOnly(Answer.HOLDS);
        });
    }

    /** However many expressions a filter has. */
    @Test
    void aFilterHasOneBudget() {
        organization().run(() -> assertThat(
                comparisons.answers(List.of(question(DEAR, DEAR), question(DEAR), question("true", "false"))))
                .containsExactly(Answer.NONE, Answer.HOLDS, Answer.HOLDS_NOT));
    }

    private TenantContext organization() {
        return new TenantContext(people.signUp().organizationId(), null);
    }

    private static Question question(String... expressions) {
        var part = JSON.createObjectNode().put("event", "contact.updated");
        List.of(expressions).forEach(one -> part.withArray("filter").addObject().put("expression", one));
        var trigger = Trigger.ofEvent(part);
        return new Question(trigger, trigger.filter(), new Scope(Map.of("trigger", () -> TOLD)), true);
    }
}
