/** Assignment: which members records are given to that come in with no owner, in turn, by rules, and when members are not there. */
@NullMarked
package dev.tenantry.crm.assignment;

import org.jspecify.annotations.NullMarked;
