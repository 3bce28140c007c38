package dev.tenantry.shared.record;

import java.util.List;

/**
 * What a module's tables refer to, and by which rule. Every foreign key to something that can be deleted is declared, which a
 * test demands of the database's catalog.
 */
@FunctionalInterface
public interface LinkDeclaration {

    List<Link> links();
}
