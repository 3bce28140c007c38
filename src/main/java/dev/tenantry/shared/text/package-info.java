/** How texts are compared: one function of the database, and its ways in. */
@NullMarked
package dev.tenantry.shared.text;

import org.jspecify.annotations.NullMarked;
