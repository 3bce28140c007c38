package dev.tenantry;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Modules show their root packages alone, and depend on each other one way; so do the packages inside of each. */
class ModuleTests {

    private static final JavaClasses OURS = OurClasses.ALL;
    private static final int WITH_MODULE_AND_ROOM = 4;

    private final ApplicationModules modules = ApplicationModules.of(Tenantry.class);

    @Test
    void keepToTheirBounds() {
        assertThat(modules).isNotEmpty();

        modules.verify();
    }

    @Test
    void sayWhatTheyDependOn() {
        assertThat(modules).isNotEmpty()
                .extracting(module -> OURS.getPackage(module.getBasePackage().getName()))
                .allSatisfy(root -> assertThat(root.getAnnotationOfType(ApplicationModule.class).allowedDependencies())
                        .as(root.getName())
                        .doesNotContain(ApplicationModule.OPEN_TOKEN));
    }

    /** Whoever reads one can leave others unread. */
    @Test
    void haveNoCyclesOfPackages() {
        slices().assignedFrom(by("packages", Integer.MAX_VALUE)).should().beFreeOfCycles().check(OURS);
    }

    /** Neither with what is inside of them. */
    @Test
    void haveNoCyclesOfFolders() {
        slices().assignedFrom(by("folders of modules", WITH_MODULE_AND_ROOM)).should().beFreeOfCycles().check(OURS);
    }

    /** @param depth how many parts of a package's name count */
    private static SliceAssignment by(String description, int depth) {
        return new SliceAssignment() {

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                var parts = type.getPackageName().split("\\.");
                return SliceIdentifier.of(List.of(parts).subList(0, Math.min(parts.length, depth)));
            }

            @Override
            public String getDescription() {
                return description;
            }
        };
    }
}
