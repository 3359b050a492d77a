// Typst, the one place that knows it: a template and its words become a tagged PDF (PDF/UA-1), or we are told which characters our faces cannot draw.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const faces = [
  'figtree/400Regular/Figtree_400Regular.ttf',
  'figtree/600SemiBold/Figtree_600SemiBold.ttf',
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
  'noto-naskh-arabic/600SemiBold/NotoNaskhArabic_600SemiBold.ttf',
  'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
];

export interface ToDraw {
  readonly template: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Seconds since 1970: from the same words and moment come the same bytes. */
  readonly madeAt: number;
}

/** Characters that no face of ours has; never empty. */
export interface Undrawable {
  readonly undrawable: readonly string[];
}

export interface TypstCompiler {
  pdf(drawing: ToDraw): Buffer | Undrawable;
}

export async function loadTypst(): Promise<TypstCompiler> {
  const { resolve } = createRequire(import.meta.url);
  const fontBlobs = await Promise.all(faces.map((face) => readFile(resolve(`@expo-google-fonts/${face}`))));
  // What a template may read is a folder that is not there.
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }], workspace: '/nowhere' });
  return {
    pdf({ template, inputs, madeAt }) {
      try {
        const { result } = compiled(compiler, template, inputs);
        return compiler.pdf(result, { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp: madeAt });
      } catch (error) {
        const undrawable = charactersIn(String((error as Error).message));
        if (undrawable.length === 0) throw error;
        return { undrawable };
      } finally {
        compiler.evictCache(10);
      }
    },
  };
}

function compiled(compiler: NodeCompiler, mainFileContent: string, inputs: Readonly<Record<string, string>>) {
  const answer = compiler.compile({ mainFileContent, inputs: { ...inputs } });
  const { result } = answer;
  if (result === null) throw new Error(JSON.stringify(answer.takeError()?.shortDiagnostics ?? 'no document'));
  return { result };
}

/** Typst says of each: the text `"x"` could not be displayed. Rust writes quotes and backslashes with a backslash. */
function charactersIn(message: string): readonly string[] {
  const said = [...message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map(([, text = '']) => text);
  return [
    ...new Set(said.map((text) => text.replace(/\\+u\{([0-9a-f]+)\}/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16))))),
  ];
}
