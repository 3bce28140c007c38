/** What an organization has done by itself about what is detected. */
@NullMarked
package dev.tenantry.access.policy;

import org.jspecify.annotations.NullMarked;
