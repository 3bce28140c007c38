package dev.tenantry;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;

/** Modules show their root packages alone, and depend on each other one way. */
class ModuleTests {

    private final ApplicationModules modules = ApplicationModules.of(Tenantry.class);

    @Test
    void keepToTheirBounds() {
        assertThat(modules).isNotEmpty();

        modules.verify();
    }

    @Test
    void sayWhatTheyDependOn() {
        var classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tenantry");

        assertThat(modules).isNotEmpty()
                .extracting(module -> classes.getPackage(module.getBasePackage().getName()))
                .allSatisfy(root -> assertThat(root.getAnnotationOfType(ApplicationModule.class).allowedDependencies())
                        .as(root.getName())
                        .doesNotContain(ApplicationModule.OPEN_TOKEN));
    }
}
