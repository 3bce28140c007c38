/** Rules of RFC 5545 for whatever recurs: what they say, when that is, in people's words, and how far they are followed for one answer. */
@NullMarked
package dev.tenantry.crm.recurrence;

import org.jspecify.annotations.NullMarked;
