/** Tags: an organization's own words for its records, whatever their kind, and which of them are on which. */
@NullMarked
package dev.tenantry.crm.tag;

import org.jspecify.annotations.NullMarked;
