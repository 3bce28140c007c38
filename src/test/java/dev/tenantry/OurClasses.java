package dev.tenantry;

import java.net.URISyntaxException;
import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The application's classes, without its tests: read once for all rules. */
public final class OurClasses {

    public static final JavaClasses ALL = new ClassFileImporter().importPath(folder());

    private OurClasses() {}

    private static Path folder() {
        try {
            return Path.of(Tenantry.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
