/** Decides, in memory, whether an address may reach an organization, by the rules that it has stated. */
@NullMarked
package dev.tenantry.access.rule;

import org.jspecify.annotations.NullMarked;
