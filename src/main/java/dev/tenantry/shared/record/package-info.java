/**
 * What all business records have in common, written once: reading, lists, search, versions, merge patches, the trash,
 * batches. A resource adds its entity, its request and response, and what is peculiar to it.
 */
@NullMarked
package dev.tenantry.shared.record;

import org.jspecify.annotations.NullMarked;
