package dev.tenantry.bench.data;

/** What names are made of. */
final class Words {

    static final String[] FIRST_NAMES = words("""
            Ada Aisha Alan Amara Anders Ana Ben Beatriz Bruno Carla Chen Chloe Dana Daniel Deepa Diego Elena Emeka Emma
            Erik Fatima Felix Femi Freya Gabriel Grace Hana Hassan Helen Hugo Ines Ingrid Ivan Jack Jamal Jana Joao Julia
            Kai Karin Kofi Lara Leo Lina Lucas Maja Marco Maria Mei Mina Mohamed Nadia Nils Nina Noah Nora Olga Omar Oscar
            Paula Pedro Priya Rafael Rania Rosa Ruth Sam Sara Selma Simon Sofia Stefan Tara Thomas Tomas Uma Vera Victor
            Wen Yara Yusuf Zoe
            """);
    static final String[] LAST_NAMES = words("""
            Abebe Adeyemi Ahmed Andersson Baker Banerjee Barros Becker Bianchi Bondarenko Brown Castro Chang Cohen Costa
            Dahl Davies Dubois Eriksen Evans Farouk Fernandez Fischer Ford Garcia Gomez Green Gruber Gupta Haddad Hansen
            Harris Hoang Horvath Hughes Ito Ivanova Jansen Jensen Johnson Kaya Keller Khan Kim Kowalski Kumar Larsen Lee
            Lewis Lopez Maas Martin Mbeki Meyer Moreau Morgan Moretti Murphy Nakamura Nguyen Novak Okafor Oliveira Olsen
            Osei Park Patel Pereira Petrov Popescu Price Ramos Reyes Rossi Sato Schmidt Silva Singh Sokolov Suzuki Tanaka
            Taylor Toth Turner Vargas Virtanen Vogel Walker Wang Weber White Williams Wilson Wright Yamada Yilmaz Young
            Zhang Zimmermann
            """);
    static final String[] COMPANY_NAMES = words("""
            Acorn Alder Amber Anchor Arrow Aspen Atlas Aurora Basalt Beacon Birch Blue Bridge Bright Cedar Cinder Clear
            Cobalt Copper Coral Crest Crystal Delta Drift Ember Falcon Fern Flint Forge Garnet Glacier Granite Harbor
            Hazel Heron Indigo Iron Ivory Jade Juniper Keystone Lark Linden Lotus Maple Marble Meadow Meridian North Oak
            Onyx Orchard Otter Pine
            """);
    static final String[] COMPANY_KINDS = words("""
            Analytics Capital Consulting Design Dynamics Energy Foods Freight Health Holdings Industries Labs Logistics
            Media Mills Motors Networks Partners Pharma Robotics Software Solar Studios Supply Systems Textiles Trading
            Works
            """);

    private Words() {}

    private static String[] words(String text) {
        return text.strip().split("\\s+");
    }
}
