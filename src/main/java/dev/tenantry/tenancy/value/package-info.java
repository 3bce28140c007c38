/** Values that a profile and an organization's settings are made of: languages, time zones, slugs. */
@NullMarked
package dev.tenantry.tenancy.value;

import org.jspecify.annotations.NullMarked;
