/** What the program does besides to serve, by the first word of its command line. */
@NullMarked
package dev.tenantry.shared.command;

import org.jspecify.annotations.NullMarked;
