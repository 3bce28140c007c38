package dev.tenantry.automation.definition;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.expression.Expressions;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.tenancy.Localizations;

/** Values that expressions come to. */
@Component
public class Calculations {

    private final Vocabulary vocabulary;
    private final Localizations localizations;

    Calculations(Vocabulary vocabulary, Localizations localizations) {
        this.vocabulary = vocabulary;
        this.localizations = localizations;
    }

    /** Whether it can come to a value of the type. @param faults stands at the expression */
    public static void check(String expression, VariableType type, Faults faults) {
        Expressions.valueFaults(expression, faults.names().types(), Shapes.kind(type.type()),
                "the variable is of type " + type)
                .forEach(fault -> faults.add("invalid-expression", fault));
    }

    /**
     * What it comes to, in the current transaction.
     *
     * @param trigger of the workflow that asks
     * @throws dev.tenantry.shared.problem.ProblemException where that is nothing that JSON has
     */
    public JsonNode value(String expression, Trigger trigger, Scope scope) {
        return Expressions.value(expression, vocabulary.of(trigger)::rootType, scope::at,
                () -> localizations.ofOrganization().zone());
    }
}
