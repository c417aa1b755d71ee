package dev.cairn.app.adapter.drive.macos;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML property lists (plist(5), PropertyList-1.0.dtd): dictionaries as maps, arrays as lists, the rest as text, with
 * {@code true} and {@code false}. No entity is resolved and no document type is fetched. Stateless.
 */
final class Plist {
    private static final int DEEPEST = 32;

    private Plist() {}

    /** The outermost dictionary; empty when the document holds none. */
    static Dict dict(String xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("dict")) {
                return dict(reader, 0);
            }
        }
        return new Dict(Map.of());
    }

    private static Object value(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("nested too deep", reader.getLocation());
        }
        String kind = reader.getLocalName();
        return switch (kind) {
            case "dict" -> dict(reader, depth);
            case "array" -> array(reader, depth);
            case "true", "false" -> {
                reader.nextTag();
                yield kind;
            }
            default -> reader.getElementText().strip();
        };
    }

    private static Dict dict(XMLStreamReader reader, int depth) throws XMLStreamException {
        Map<String, Object> found = new LinkedHashMap<>();
        while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String key = reader.getElementText().strip();
            reader.nextTag();
            found.put(key, value(reader, depth + 1));
        }
        return new Dict(found);
    }

    private static List<Object> array(XMLStreamReader reader, int depth) throws XMLStreamException {
        List<Object> found = new ArrayList<>();
        while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
            found.add(value(reader, depth + 1));
        }
        return found;
    }

    /** A dictionary; what is absent reads as empty, zero or false. */
    record Dict(Map<String, Object> entries) {
        String text(String key) {
            return entries.get(key) instanceof String text ? text : "";
        }

        boolean is(String key) {
            return text(key).equals("true");
        }

        boolean has(String key) {
            return entries.containsKey(key);
        }

        long number(String key) {
            return text(key).matches("[0-9]{1,18}") ? Long.parseLong(text(key)) : 0;
        }

        List<Dict> dicts(String key) {
            return items(key).stream()
                    .filter(Dict.class::isInstance)
                    .map(Dict.class::cast)
                    .toList();
        }

        List<String> texts(String key) {
            return items(key).stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }

        private List<?> items(String key) {
            return entries.get(key) instanceof List<?> list ? list : List.of();
        }
    }
}
