/** Lets requests in or not by their addresses, and takes down from where they came. */
@NullMarked
package dev.tenantry.access.admission;

import org.jspecify.annotations.NullMarked;
