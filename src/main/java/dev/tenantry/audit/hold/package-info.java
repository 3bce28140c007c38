/** Keeps an organization's whole log for as long as a court or an inquiry may ask for it. */
@NullMarked
package dev.tenantry.audit.hold;

import org.jspecify.annotations.NullMarked;
