package dev.tenantry.automation.definition;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.OurClasses;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

class PrerequisiteTests extends ApiTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private List<PrerequisiteCheck<?>> checks;

    @Test
    void eachKindHasItsCheck() {
        var kinds = OurClasses.ALL.stream()
                .filter(one -> !one.isInterface() && one.isAssignableTo(Prerequisite.class))
                .map(JavaClass::getName)
                .toList();

        assertThat(kinds).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(checks.stream().map(check -> check.kind().getName()).toList());
    }
}
