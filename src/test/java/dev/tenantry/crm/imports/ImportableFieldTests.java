package dev.tenantry.crm.imports;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.StringUtils;

import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;
import dev.tenantry.shared.money.Money;

import static org.assertj.core.api.Assertions.assertThat;

class ImportableFieldTests {

    /** What no column can be mapped to, and why. */
    private static final Map<String, String> OTHERWISE = Map.of("opportunity.pipelineId",
            "one for the whole file: the mapping states it");

    /** A new field of a record is to be added to the target, or above. */
    @ParameterizedTest
    @EnumSource(ImportTarget.class)
    void areThoseThatARequestStates(ImportTarget target) throws ClassNotFoundException {
        var importable = target.fields().stream().map(TargetField::name).collect(Collectors.toCollection(TreeSet::new));
        OTHERWISE.keySet()
                .stream()
                .filter(field -> field.startsWith(target.type() + "."))
                .forEach(field -> importable.add(field.substring(target.type().length() + 1)));

        assertThat(importable).isEqualTo(stated(target.type()));
    }

    /** An amount is stated with its currency, which has a column of its own in files. */
    private static Set<String> stated(String type) throws ClassNotFoundException {
        var request = Class.forName("dev.tenantry.crm." + type + "." + StringUtils.capitalize(type) + "Request");
        var names = new TreeSet<String>();
        for (var component : request.getRecordComponents()) {
            names.add(component.getName());
            if (component.getType() == Money.class) {
                names.add("currency");
            }
        }
        return names;
    }
}
