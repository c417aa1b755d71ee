package dev.cairn.app.adapter.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.DriveLabel;
import dev.cairn.app.domain.drive.LabelSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** A4 pages of 3 by 8 labels of 70 by 37 mm, the commonest sheet there is, with PDFBox and ZXing. Stateless. */
public final class PdfLabelSheet implements LabelSheet {
    private static final String FONT_CACHE = "pdfbox.fontcache";
    private static final int COLUMNS = 3;
    private static final int ROWS = 8;
    private static final float POINTS_PER_MM = 72 / 25.4f;
    private static final float WIDTH = 70 * POINTS_PER_MM;
    private static final float HEIGHT = 37 * POINTS_PER_MM;
    private static final float CODE = 25 * POINTS_PER_MM;
    private static final float MARGIN = 5 * POINTS_PER_MM;
    private static final float TITLE_POINTS = 12;
    private static final float LINE_POINTS = 7.5f;
    /** What is longer gets smaller letters, so that the number at the end of a name stays; below this it is cut off. */
    private static final float SMALLEST_POINTS = 5.5f;

    /** So that a label on a drive that was handled a lot is still read: 25 % of the code may be missing. */
    private static final Map<EncodeHintType, Object> HINTS = Map.of(
            EncodeHintType.ERROR_CORRECTION, "Q", EncodeHintType.MARGIN, 0, EncodeHintType.CHARACTER_SET, "UTF-8");

    private final Path cache;

    /** {@code cache} gets PDFBox's list of this machine's fonts, which it would else put into the user's home folder. */
    public PdfLabelSheet(Path cache) {
        this.cache = cache;
    }

    @Override
    public void write(Path pdf, List<DriveLabel> labels) {
        Path part = pdf.resolveSibling(pdf.getFileName() + ".part");
        try {
            Files.createDirectories(cache);
            System.setProperty(FONT_CACHE, cache.toString());
            save(pdf, part, labels);
        } catch (IOException | WriterException e) {
            throw new ProblemException(
                    Problem.of(AppProblem.FILE_UNWRITABLE, "labels", pdf, "reason", String.valueOf(e.getMessage())), e);
        }
    }

    private static void save(Path pdf, Path part, List<DriveLabel> labels) throws IOException, WriterException {
        try (PDDocument document = new PDDocument()) {
            for (int first = 0; first < labels.size(); first += COLUMNS * ROWS) {
                page(document, labels.subList(first, Math.min(labels.size(), first + COLUMNS * ROWS)));
            }
            Files.createDirectories(
                    Objects.requireNonNull(pdf.toAbsolutePath().getParent(), "a file stands in a folder"));
            document.save(part.toFile());
            Files.move(part, pdf, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void page(PDDocument document, List<DriveLabel> labels) throws IOException, WriterException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        float top = PDRectangle.A4.getHeight() - (PDRectangle.A4.getHeight() - ROWS * HEIGHT) / 2;
        try (PDPageContentStream ink = new PDPageContentStream(document, page)) {
            for (int i = 0; i < labels.size(); i++) {
                float left = i % COLUMNS * WIDTH;
                label(ink, labels.get(i), left + MARGIN, top - i / COLUMNS * HEIGHT - MARGIN);
            }
        }
    }

    private static void label(PDPageContentStream ink, DriveLabel label, float left, float top)
            throws IOException, WriterException {
        code(ink, label.code(), left, top - CODE);
        float at = left + CODE + MARGIN;
        float room = WIDTH - CODE - 3 * MARGIN;
        text(ink, new PDType1Font(FontName.HELVETICA_BOLD), TITLE_POINTS, label.title(), at, top - TITLE_POINTS, room);
        float line = top - TITLE_POINTS - 2 * LINE_POINTS;
        for (String words : label.lines()) {
            text(ink, new PDType1Font(FontName.HELVETICA), LINE_POINTS, words, at, line, room);
            line -= LINE_POINTS * 1.4f;
        }
    }

    private static void code(PDPageContentStream ink, String content, float left, float bottom)
            throws IOException, WriterException {
        BitMatrix bits = new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 1, 1, HINTS);
        float module = CODE / bits.getWidth();
        for (int y = 0; y < bits.getHeight(); y++) {
            for (int x = 0; x < bits.getWidth(); x++) {
                if (bits.get(x, y)) {
                    ink.addRect(left + x * module, bottom + CODE - (y + 1) * module, module, module);
                }
            }
        }
        ink.fill();
    }

    private static void text(
            PDPageContentStream ink, PDFont font, float points, String words, float left, float base, float room)
            throws IOException {
        String shown = printable(font, words);
        float size = points;
        while (size > SMALLEST_POINTS && width(font, size, shown) > room) {
            size -= 0.5f;
        }
        while (!shown.isEmpty() && width(font, size, shown) > room) {
            shown = shown.substring(0, shown.length() - 1);
        }
        ink.beginText();
        ink.setFont(font, size);
        ink.newLineAtOffset(left, base);
        ink.showText(shown);
        ink.endText();
    }

    private static float width(PDFont font, float points, String words) throws IOException {
        return font.getStringWidth(words) / 1000 * points;
    }

    /** The built-in fonts know Western letters only; what they lack becomes a question mark, the code has it whole. */
    private static String printable(PDFont font, String words) {
        StringBuilder shown = new StringBuilder();
        words.codePoints().forEach(letter -> {
            String one = Character.toString(letter);
            try {
                font.encode(one);
                shown.append(one);
            } catch (IllegalArgumentException | IOException unknown) {
                shown.append('?');
            }
        });
        return shown.toString();
    }
}
