/** What looks like an attack: found once, told to those who may see it, and worked through by them. */
@NullMarked
package dev.tenantry.access.event;

import org.jspecify.annotations.NullMarked;
