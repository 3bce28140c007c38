/** Values that a profile and an organization's settings are made of: languages, slugs. */
@NullMarked
package dev.tenantry.tenancy.value;

import org.jspecify.annotations.NullMarked;
