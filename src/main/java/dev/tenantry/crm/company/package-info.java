/** Companies: the organizations that contacts belong to and opportunities are had with. */
@NullMarked
package dev.tenantry.crm.company;

import org.jspecify.annotations.NullMarked;
