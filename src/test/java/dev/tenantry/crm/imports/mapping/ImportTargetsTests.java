package dev.tenantry.crm.imports.mapping;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tenantry.shared.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records that can be imported are a bean each; one that makes no sense stops the start, and the message says why. */
class ImportTargetsTests {

    private record Target(String resource, String type, List<String> identifying, List<TargetField> fields)
            implements
                ImportTarget {}

    private static final TargetField KEY = TargetField.of("externalId", FieldKind.TEXT, "id");
    private static final TargetField PARENT = TargetField.reference("parentId", "ticket", "parent");

    @Test
    void areNamedByTheirResources() {
        var targets = new ImportTargets(List.of(ticket(KEY, PARENT)));

        assertThat(targets.names()).containsExactly("tickets");
        assertThat(targets.content().toString()).isEqualTo("{\"type\":\"string\",\"enum\":[\"tickets\"]}");
        assertThat(targets.named("tickets").referredBy()).containsExactly("externalId", "id");
        assertThatThrownBy(() -> targets.named("bills")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("it is one of [tickets]");
    }

    @Test
    void areConsistent() {
        var other = TargetField.reference("billId", "bill", "bill");

        assertThatThrownBy(() -> new ImportTargets(List.of(ticket(KEY), ticket(KEY))))
                .hasMessage("there are two import targets tickets");
        assertThatThrownBy(() -> new ImportTargets(List.of(ticket(PARENT))))
                .hasMessageContainingAll(Target.class.getName(), "is matched by externalId");
        assertThatThrownBy(() -> new ImportTargets(List.of(ticket(KEY, other))))
                .hasMessageContaining("has the field billId, which refers to a bill, and that is no import target");
    }

    private static ImportTarget ticket(TargetField... fields) {
        return new Target("tickets", "ticket", List.of("externalId"), List.of(fields));
    }
}
