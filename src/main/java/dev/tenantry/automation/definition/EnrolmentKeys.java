package dev.tenantry.automation.definition;

import org.springframework.stereotype.Component;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.automation.expression.Expressions;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.Localizations;

/** What the keys of enrolments come to. */
@Component
public class EnrolmentKeys {

    private final Vocabulary vocabulary;
    private final Localizations localizations;

    EnrolmentKeys(Vocabulary vocabulary, Localizations localizations) {
        this.vocabulary = vocabulary;
        this.localizations = localizations;
    }

    /**
     * The text that starts have in common which count together. What is too long to be put together, or comes to no answer, counts together: nobody
     * else's starts are to fail over it.
     *
     * @param trigger that asks for the start @param scope what it tells
     */
    public String of(Trigger trigger, Enrolment.Key key, Scope scope) {
        try {
            if (key.isExpression()) {
                return Expressions.key(key.text(), vocabulary.of(trigger)::rootType, scope::at,
                        () -> localizations.ofOrganization().zone());
            }
            var text = Template.fill(StringNode.valueOf(key.text()), scope);
            return text.isNull() ? "" : text.isContainer() ? text.toString() : text.asString();
        } catch (ProblemException _) {
            return "";
        }
    }
}
