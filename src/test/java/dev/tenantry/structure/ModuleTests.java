package dev.tenantry.structure;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

import dev.tenantry.Tenantry;

import static org.assertj.core.api.Assertions.assertThat;

/** Modules show their root packages alone, and depend on each other one way. */
class ModuleTests {

    @Test
    void keepToTheirBounds() {
        var modules = ApplicationModules.of(Tenantry.class);

        assertThat(modules).isNotEmpty();
        modules.verify();
    }
}
